"""The names by which sync code calls coroutine functions of libraries without the word `async`.

Sync functions are looked at where they mention a coroutine function. Those of the project are known
by their names; of libraries it is these, which hardly anything else is called.
"""

from __future__ import annotations

# Django's, which begin with an `a`; a test holds them against the rows.
DJANGO = frozenset(
    """
    aadd aaggregate aauthenticate abulk_create abulk_update acall acheck_password aclear
    aclear_expired aclose acontains acount acreate acreate_superuser acreate_user acycle_key adecr
    adecr_version adelete adelete_many adelete_test_cookie aearliest aend_index aenqueue aexists
    aexplain afirst aflush aforce_login aget aget_all_permissions aget_by_natural_key
    aget_expire_at_browser_close aget_expiry_age aget_expiry_date aget_group_permissions
    aget_list_or_404 aget_many aget_object_list aget_object_or_404 aget_or_create aget_or_set
    aget_page aget_result aget_user aget_user_permissions ahas_key ahas_module_perms ahas_next
    ahas_other_pages ahas_perm ahas_perms ahas_previous ain_bulk aincr aincr_version aitems akeys
    alast alatest aload alogin alogout anext_page_number anum_pages apage apage_range apop
    aprefetch_related_objects aprevious_page_number arefresh arefresh_from_db aremove asave asend
    asend_robust asession aset aset_expiry aset_many aset_test_cookie asetdefault astart_index
    atest_cookie_worked atouch aupdate aupdate_or_create aupdate_session_auth_hash auser
    avalidate_number avalues
    """.split()
)
# What gives an object with coroutine methods.
MAKERS = frozenset({"AsyncClient", "ClientSession", "get_channel_layer"})

MENTIONED = DJANGO | MAKERS
