"""Clients of code hosts. Each was called with a network that is not there: what is said to block
asked for it.
"""

from __future__ import annotations

from asynclint.knowledge.schema import HTTP, ITERABLE, Callable, Class

CLASSES = (
    # https://pygithub.readthedocs.io/: PyGithub 2.10
    Class("github.Github", aliases=("github.MainClass.Github",)),
    Class("github.PaginatedList.PaginatedList", traits=(ITERABLE,)),
    Class("github.Repository.Repository"),
    Class("github.Issue.Issue"),
    Class("github.PullRequest.PullRequest"),
    Class("github.AuthenticatedUser.AuthenticatedUser"),
    Class("github.NamedUser.NamedUser"),
    Class("github.Organization.Organization"),
    # https://python-gitlab.readthedocs.io/: python-gitlab 8.6
    Class(
        "gitlab.Gitlab",
        aliases=("gitlab.client.Gitlab",),
        attributes=(
            ("projects", "gitlab.mixins.CRUDMixin"),
            ("groups", "gitlab.mixins.CRUDMixin"),
            ("users", "gitlab.mixins.CRUDMixin"),
            ("issues", "gitlab.mixins.CRUDMixin"),
            ("mergerequests", "gitlab.mixins.CRUDMixin"),
            ("runners", "gitlab.mixins.CRUDMixin"),
            ("hooks", "gitlab.mixins.CRUDMixin"),
        ),
    ),
    Class("gitlab.mixins.CRUDMixin"),
    Class(
        "gitlab.base.RESTObject",
        attributes=(
            (
                "branches",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "commits",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "deployments",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "environments",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "files",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "hooks",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "invitations",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "issues",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "jobs",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "members",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "members_all",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "mergerequests",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "milestones",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "notes",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "pipelines",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "projects",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "protectedbranches",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "registry_repositories",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "releases",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "runners",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "snippets",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "tags",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "triggers",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "variables",
                "gitlab.mixins.CRUDMixin",
            ),
            (
                "wikis",
                "gitlab.mixins.CRUDMixin",
            ),
        ),
    ),
)

ROWS = (
    # https://pygithub.readthedocs.io/: PyGithub 2.10
    Callable("github.Github.get_repo", HTTP, "github.Repository.Repository"),
    Callable("github.Github.get_organization", HTTP, "github.Organization.Organization"),
    Callable(
        "github.Github.get_user",
        HTTP,
        "github.AuthenticatedUser.AuthenticatedUser | github.NamedUser.NamedUser",
    ),
    Callable("github.Github.get_user_by_id", HTTP, "github.NamedUser.NamedUser"),
    Callable("github.Github.get_rate_limit", HTTP),
    Callable("github.Github.get_gist", HTTP),
    Callable("github.Github.get_emojis", HTTP),
    Callable("github.Github.get_hooks", HTTP),
    Callable("github.Github.render_markdown", HTTP),
    Callable("github.Github.get_repos", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Github.get_users", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Github.get_organizations", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Github.search_code", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Github.search_commits", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Github.search_issues", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Github.search_repositories", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Github.search_topics", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Github.search_users", returns="github.PaginatedList.PaginatedList"),
    Callable("github.PaginatedList.PaginatedList.__iter__", HTTP, "iterator[object]"),
    Callable("github.PaginatedList.PaginatedList.__getitem__", HTTP),
    Callable("github.PaginatedList.PaginatedList.get_page", HTTP),
    Callable("github.PaginatedList.PaginatedList.totalCount", HTTP, "int", is_property=True),
    Callable("github.Repository.Repository.get_issue", HTTP, "github.Issue.Issue"),
    Callable("github.Repository.Repository.create_issue", HTTP, "github.Issue.Issue"),
    Callable("github.Repository.Repository.get_pull", HTTP, "github.PullRequest.PullRequest"),
    Callable("github.Repository.Repository.create_pull", HTTP, "github.PullRequest.PullRequest"),
    Callable("github.Repository.Repository.add_to_collaborators", HTTP),
    Callable("github.Repository.Repository.create_check_run", HTTP),
    Callable("github.Repository.Repository.create_deployment", HTTP),
    Callable("github.Repository.Repository.create_environment", HTTP),
    Callable("github.Repository.Repository.create_file", HTTP),
    Callable("github.Repository.Repository.create_fork", HTTP),
    Callable("github.Repository.Repository.create_git_blob", HTTP),
    Callable("github.Repository.Repository.create_git_ref", HTTP),
    Callable("github.Repository.Repository.create_git_release", HTTP),
    Callable("github.Repository.Repository.create_git_tag", HTTP),
    Callable("github.Repository.Repository.create_git_tree", HTTP),
    Callable("github.Repository.Repository.create_hook", HTTP),
    Callable("github.Repository.Repository.create_key", HTTP),
    Callable("github.Repository.Repository.create_label", HTTP),
    Callable("github.Repository.Repository.create_milestone", HTTP),
    Callable("github.Repository.Repository.create_secret", HTTP),
    Callable("github.Repository.Repository.create_variable", HTTP),
    Callable("github.Repository.Repository.delete", HTTP),
    Callable("github.Repository.Repository.delete_file", HTTP),
    Callable("github.Repository.Repository.edit", HTTP),
    Callable("github.Repository.Repository.get_archive_link", HTTP),
    Callable("github.Repository.Repository.get_branch", HTTP),
    Callable("github.Repository.Repository.get_check_run", HTTP),
    Callable("github.Repository.Repository.get_collaborator_permission", HTTP),
    Callable("github.Repository.Repository.get_commit", HTTP),
    Callable("github.Repository.Repository.get_contents", HTTP),
    Callable("github.Repository.Repository.get_git_blob", HTTP),
    Callable("github.Repository.Repository.get_git_commit", HTTP),
    Callable("github.Repository.Repository.get_git_ref", HTTP),
    Callable("github.Repository.Repository.get_git_tag", HTTP),
    Callable("github.Repository.Repository.get_git_tree", HTTP),
    Callable("github.Repository.Repository.get_hook", HTTP),
    Callable("github.Repository.Repository.get_label", HTTP),
    Callable("github.Repository.Repository.get_languages", HTTP),
    Callable("github.Repository.Repository.get_latest_release", HTTP),
    Callable("github.Repository.Repository.get_license", HTTP),
    Callable("github.Repository.Repository.get_milestone", HTTP),
    Callable("github.Repository.Repository.get_readme", HTTP),
    Callable("github.Repository.Repository.get_release", HTTP),
    Callable("github.Repository.Repository.get_stats_contributors", HTTP),
    Callable("github.Repository.Repository.get_topics", HTTP),
    Callable("github.Repository.Repository.get_workflow", HTTP),
    Callable("github.Repository.Repository.get_workflow_run", HTTP),
    Callable("github.Repository.Repository.has_in_collaborators", HTTP),
    Callable("github.Repository.Repository.merge", HTTP),
    Callable("github.Repository.Repository.rename_branch", HTTP),
    Callable("github.Repository.Repository.replace_topics", HTTP),
    Callable("github.Repository.Repository.transfer_ownership", HTTP),
    Callable("github.Repository.Repository.update_file", HTTP),
    Callable(
        "github.Repository.Repository.get_branches", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_collaborators",
        returns="github.PaginatedList.PaginatedList",
    ),
    Callable(
        "github.Repository.Repository.get_commits", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_contributors",
        returns="github.PaginatedList.PaginatedList",
    ),
    Callable(
        "github.Repository.Repository.get_deployments", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_events", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_forks", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_git_refs", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_hooks", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_issues", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_issues_comments",
        returns="github.PaginatedList.PaginatedList",
    ),
    Callable(
        "github.Repository.Repository.get_labels", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_milestones", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_pulls", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_pulls_comments",
        returns="github.PaginatedList.PaginatedList",
    ),
    Callable(
        "github.Repository.Repository.get_releases", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_stargazers", returns="github.PaginatedList.PaginatedList"
    ),
    Callable("github.Repository.Repository.get_tags", returns="github.PaginatedList.PaginatedList"),
    Callable(
        "github.Repository.Repository.get_teams", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Repository.Repository.get_workflow_runs",
        returns="github.PaginatedList.PaginatedList",
    ),
    Callable(
        "github.Repository.Repository.get_workflows", returns="github.PaginatedList.PaginatedList"
    ),
    Callable("github.Issue.Issue.add_to_assignees", HTTP),
    Callable("github.Issue.Issue.add_to_labels", HTTP),
    Callable("github.Issue.Issue.create_comment", HTTP),
    Callable("github.Issue.Issue.create_reaction", HTTP),
    Callable("github.Issue.Issue.delete_labels", HTTP),
    Callable("github.Issue.Issue.edit", HTTP),
    Callable("github.Issue.Issue.get_comment", HTTP),
    Callable("github.Issue.Issue.lock", HTTP),
    Callable("github.Issue.Issue.remove_from_assignees", HTTP),
    Callable("github.Issue.Issue.remove_from_labels", HTTP),
    Callable("github.Issue.Issue.set_labels", HTTP),
    Callable("github.Issue.Issue.unlock", HTTP),
    Callable("github.Issue.Issue.get_comments", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Issue.Issue.get_events", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Issue.Issue.get_labels", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Issue.Issue.get_reactions", returns="github.PaginatedList.PaginatedList"),
    Callable("github.Issue.Issue.get_timeline", returns="github.PaginatedList.PaginatedList"),
    Callable("github.PullRequest.PullRequest.add_to_assignees", HTTP),
    Callable("github.PullRequest.PullRequest.add_to_labels", HTTP),
    Callable("github.PullRequest.PullRequest.create_comment", HTTP),
    Callable("github.PullRequest.PullRequest.create_issue_comment", HTTP),
    Callable("github.PullRequest.PullRequest.create_review", HTTP),
    Callable("github.PullRequest.PullRequest.create_review_comment", HTTP),
    Callable("github.PullRequest.PullRequest.create_review_request", HTTP),
    Callable("github.PullRequest.PullRequest.delete_branch", HTTP),
    Callable("github.PullRequest.PullRequest.edit", HTTP),
    Callable("github.PullRequest.PullRequest.get_issue_comment", HTTP),
    Callable("github.PullRequest.PullRequest.get_review", HTTP),
    Callable("github.PullRequest.PullRequest.is_merged", HTTP),
    Callable("github.PullRequest.PullRequest.merge", HTTP),
    Callable("github.PullRequest.PullRequest.remove_from_labels", HTTP),
    Callable("github.PullRequest.PullRequest.set_labels", HTTP),
    Callable("github.PullRequest.PullRequest.update_branch", HTTP),
    Callable(
        "github.PullRequest.PullRequest.get_comments", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.PullRequest.PullRequest.get_commits", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.PullRequest.PullRequest.get_files", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.PullRequest.PullRequest.get_reviews", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.AuthenticatedUser.AuthenticatedUser.create_repo",
        HTTP,
        "github.Repository.Repository",
    ),
    Callable(
        "github.AuthenticatedUser.AuthenticatedUser.get_repo", HTTP, "github.Repository.Repository"
    ),
    Callable("github.AuthenticatedUser.AuthenticatedUser.create_gist", HTTP),
    Callable("github.AuthenticatedUser.AuthenticatedUser.create_key", HTTP),
    Callable("github.AuthenticatedUser.AuthenticatedUser.edit", HTTP),
    Callable("github.AuthenticatedUser.AuthenticatedUser.get_emails", HTTP),
    Callable("github.AuthenticatedUser.AuthenticatedUser.add_to_starred", HTTP),
    Callable("github.AuthenticatedUser.AuthenticatedUser.remove_from_starred", HTTP),
    Callable(
        "github.AuthenticatedUser.AuthenticatedUser.get_repos",
        returns="github.PaginatedList.PaginatedList",
    ),
    Callable(
        "github.AuthenticatedUser.AuthenticatedUser.get_orgs",
        returns="github.PaginatedList.PaginatedList",
    ),
    Callable(
        "github.AuthenticatedUser.AuthenticatedUser.get_issues",
        returns="github.PaginatedList.PaginatedList",
    ),
    Callable(
        "github.AuthenticatedUser.AuthenticatedUser.get_starred",
        returns="github.PaginatedList.PaginatedList",
    ),
    Callable(
        "github.AuthenticatedUser.AuthenticatedUser.get_gists",
        returns="github.PaginatedList.PaginatedList",
    ),
    Callable("github.NamedUser.NamedUser.get_repo", HTTP, "github.Repository.Repository"),
    Callable("github.NamedUser.NamedUser.get_repos", returns="github.PaginatedList.PaginatedList"),
    Callable("github.NamedUser.NamedUser.get_orgs", returns="github.PaginatedList.PaginatedList"),
    Callable("github.NamedUser.NamedUser.get_events", returns="github.PaginatedList.PaginatedList"),
    Callable(
        "github.NamedUser.NamedUser.get_followers", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.NamedUser.NamedUser.get_starred", returns="github.PaginatedList.PaginatedList"
    ),
    Callable("github.Organization.Organization.create_repo", HTTP, "github.Repository.Repository"),
    Callable("github.Organization.Organization.create_fork", HTTP, "github.Repository.Repository"),
    Callable("github.Organization.Organization.get_repo", HTTP, "github.Repository.Repository"),
    Callable("github.Organization.Organization.add_to_members", HTTP),
    Callable("github.Organization.Organization.create_hook", HTTP),
    Callable("github.Organization.Organization.create_team", HTTP),
    Callable("github.Organization.Organization.edit", HTTP),
    Callable("github.Organization.Organization.get_team", HTTP),
    Callable("github.Organization.Organization.get_team_by_slug", HTTP),
    Callable("github.Organization.Organization.has_in_members", HTTP),
    Callable("github.Organization.Organization.remove_from_members", HTTP),
    Callable("github.Organization.Organization.remove_from_membership", HTTP),
    Callable(
        "github.Organization.Organization.get_repos", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Organization.Organization.get_members", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Organization.Organization.get_teams", returns="github.PaginatedList.PaginatedList"
    ),
    Callable(
        "github.Organization.Organization.get_issues", returns="github.PaginatedList.PaginatedList"
    ),
    # https://python-gitlab.readthedocs.io/: python-gitlab 8.6
    Callable("gitlab.Gitlab.auth", HTTP),
    Callable("gitlab.Gitlab.version", HTTP),
    Callable("gitlab.Gitlab.http_get", HTTP),
    Callable("gitlab.Gitlab.http_post", HTTP),
    Callable("gitlab.Gitlab.http_put", HTTP),
    Callable("gitlab.Gitlab.http_delete", HTTP),
    Callable("gitlab.Gitlab.http_list", HTTP),
    Callable("gitlab.mixins.CRUDMixin.get", HTTP, "gitlab.base.RESTObject"),
    Callable("gitlab.mixins.CRUDMixin.create", HTTP, "gitlab.base.RESTObject"),
    Callable("gitlab.mixins.CRUDMixin.list", HTTP, "list[gitlab.base.RESTObject]"),
    Callable("gitlab.mixins.CRUDMixin.update", HTTP),
    Callable("gitlab.mixins.CRUDMixin.delete", HTTP),
    Callable("gitlab.base.RESTObject.save", HTTP),
    Callable("gitlab.base.RESTObject.delete", HTTP),
)
