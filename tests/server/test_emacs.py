"""A real Emacs in batch mode, with eglot and with lsp-mode: it shows a finding, applies the fix and
saves. What the page about editors tells users to write is what they run with."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from editor_pages import AWAKE, project, surroundings, told

EMACS = shutil.which("emacs")
# Debian's packages lie beside those of the user.
HEAD = """
(require 'package)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(unless (require '{library} nil t) (kill-emacs 77))
(defun until (is-so)
  (let ((end (+ (float-time) 60)))
    (while (and (not (funcall is-so)) (< (float-time) end))
      (accept-process-output nil 0.05))
    (funcall is-so)))
(defun tell (name value) (princ (format "%s=%s\\n" name (json-encode value))))
(setq last-nonmenu-event t)
"""
EGLOT = """
(find-file "{file}")
(unless (derived-mode-p 'python-mode) (python-mode))
(apply #'eglot (eglot--guess-contact))
(until #'eglot-current-server)
(flymake-start nil)
(until #'flymake-diagnostics)
(tell "shown" (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))
(tell "at" (mapcar #'flymake-diagnostic-beg (flymake-diagnostics)))
(goto-char (point-min))
(search-forward "time.sleep")
(cl-letf (((symbol-function 'completing-read) (lambda (_ choices &rest _) (caar choices))))
  (eglot-code-actions (point) (point) "quickfix" t))
(save-buffer)
(tell "gone" (until (lambda () (flymake-start nil) (null (flymake-diagnostics)))))
(eglot-shutdown (eglot-current-server))
"""
LSP_MODE = """
(setq lsp-session-file "{file}.session" lsp-enabled-clients '(asynclint)
      lsp-headerline-breadcrumb-enable nil lsp-enable-snippet nil)
(lsp-workspace-folders-add (file-name-directory "{file}"))
(defun shown () (gethash "{file}" (lsp-diagnostics t)))
(find-file "{file}")
(unless (derived-mode-p 'python-mode) (python-mode))
(lsp)
(until #'shown)
(tell "shown" (mapcar (lambda (found) (gethash "message" found)) (shown)))
(goto-char (point-min))
(search-forward "time.sleep")
(lsp-execute-code-action (car (append (lsp-code-actions-at-point) nil)))
(save-buffer)
(tell "gone" (until (lambda () (null (shown)))))
(lsp-workspace-shutdown (car (lsp-workspaces)))
"""


def driven(folder, library: str, settings: str, script: str):
    """The file after Emacs has run, and what the script told by name."""
    file = project(folder)
    head = HEAD.replace("{library}", library)
    (folder / "drive.el").write_text(head + settings + script.replace("{file}", str(file)))
    run = subprocess.run(
        [str(EMACS), "--batch", "-Q", "-l", str(folder / "drive.el")],
        capture_output=True, text=True, timeout=300, env=surroundings(folder),
    )  # fmt: skip
    if run.returncode == 77:
        pytest.skip(f"Emacs has no {library}")
    lines = (line.partition("=") for line in run.stdout.splitlines() if "=" in line)
    told = {name: value for name, _, value in lines}
    assert "gone" in told, run.stdout + run.stderr
    return file.read_text("utf-8"), {name: json.loads(told[name]) for name in told}


@pytest.mark.skipif(EMACS is None, reason="Emacs is not installed")
def test_eglot_shows_a_finding_applies_its_fix_and_saves(tmp_path) -> None:
    text, found = driven(tmp_path, "eglot", told("Emacs", 0), EGLOT)
    assert len(found["shown"]) == 1
    assert "`time.sleep(1)` puts the event loop to sleep" in found["shown"][0]
    assert found["at"] == [len("import time\n\n\nasync def view(request):\n    'ünder'; ") + 1]
    assert found["gone"] is True
    assert text == AWAKE


@pytest.mark.skipif(EMACS is None, reason="Emacs is not installed")
def test_lsp_mode_shows_a_finding_applies_its_fix_and_saves(tmp_path) -> None:
    text, found = driven(tmp_path, "lsp-mode", told("Emacs", 1), LSP_MODE)
    assert len(found["shown"]) == 1
    assert found["shown"][0].startswith("`time.sleep(1)` puts the event loop to sleep")
    assert found["gone"] is True
    assert text == AWAKE
