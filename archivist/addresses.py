"""Addresses of pages: which of them, written differently, name the same page."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|at_(?:medium|campaign\w*)|_hs(?:enc|mi)|__twitter_impression"
    r"|(?:fb|g)clid|[gw]braid|gclsrc|dclid|msclkid|yclid|twclid|ttclid|igsh(?:id)?|mc_[ce]id|oly_(?:enc|anon)_id"
    r"|s_cid|ncid|cmpid|ocid|spm|smid|vero_id|wt_mc|mkt_tok|guccounter|guce_\w+",
    re.IGNORECASE,
)
_PORTS = (":80", ":443")


def same_page(url: str) -> str:
    """What all addresses of one page have in common, or empty for what is no address of the web.

    Scheme, `www.`, fragment, tracking parameters, the order of the others and a slash at the end
    make no other page.

    >>> same_page("http://www.Example.org/a/?utm_source=x&id=7#top")
    'example.org/a?id=7'
    """
    try:
        parts = urlsplit(url.strip())
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return ""
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    for port in _PORTS:
        host = host.removesuffix(port)
    asked = urlencode(sorted(pair for pair in query if not _TRACKING.fullmatch(pair[0])))
    return f"{host}{parts.path.rstrip('/')}{'?' * bool(asked)}{asked}"


def host(url: str) -> str:
    """The site of an address: its host without `www.`, or empty for what is no address of the web.

    >>> host("https://www.Example.org/a/?id=7")
    'example.org'
    """
    return same_page(url).partition("?")[0].partition("/")[0]
