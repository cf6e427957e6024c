"""What an owner pastes where: the script's tag, the lines of a policy, the setting of the server, by platform.

Pure functions from values to text; where a platform takes no script, it gets a link.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode, urlsplit

PLATFORMS: dict[str, tuple[str, ...]] = {
    "html": ("Paste the tag before </body> of each page that shall have the button.",),
    "ghost": (
        "All posts: Settings, Code injection, Site footer: paste the tag.",
        "One post: its own settings, Code injection, Post footer.",
        'Ghost\'s themes put a post into <article>; otherwise add data-article=".gh-content".',
    ),
    "wordpress": (
        "Own server: paste the tag into a Custom HTML block of the post or of the theme's footer; that takes the right",
        '"unfiltered_html", which administrators and editors have. A plug-in for footer scripts does as well.',
        "WordPress.com: only on plans that allow plug-ins. On the others, put the link below into the post.",
    ),
    "beehiiv": (
        "The web site: paste the tag where the site builder takes custom code, which depends on the plan.",
        "E-mails take no script: put the link below into them.",
    ),
    "substack": ("Substack takes no scripts, neither in posts nor in e-mails: put a link into the post.",),
}
LINKS_ONLY = frozenset({"substack"})
LINKED = frozenset({"wordpress", "beehiiv", *LINKS_ONLY})  # where a link serves some or all readers


def tag(url: str, document: str | None = None) -> str:
    """Return the one line that puts the widget into a page.

    Example: "https://ask.example", "ferries" -> '<script async src="https://ask.example/widget.js" ...></script>'
    """
    about = f' data-document="{escape(document)}"' if document else ""
    return f'<script async src="{escape(url.rstrip("/"))}/widget.js"{about}></script>'


def policy(url: str, *, framed: bool = False) -> str:
    """Return what a site's Content-Security-Policy has to allow; `framed` for the chat in a frame."""
    origin = origin_of(url)
    return f"frame-src {origin}" if framed else f"script-src 'self' {origin}; connect-src 'self' {origin}"


def link(url: str, question: str) -> str:
    """Return an address that opens the chat with a question asked."""
    return f"{url.rstrip('/')}/?{urlencode({'q': question})}"


def instructions(url: str, document: str | None, platform: str, site: str) -> str:
    """Return all that an owner has to do, as text for a terminal."""
    asked = link(url, "What is this article about?")
    lines = [*PLATFORMS[platform], ""]
    if platform in LINKED:
        lines += ["The link, with any question in it:", f"  {asked}", ""]
    if platform in LINKS_ONLY:
        return "\n".join(lines).rstrip()
    lines += [
        "The tag:",
        f"  {tag(url, document)}",
        "",
        "Start the assistant so that pages of your site may ask it:",
        f"  article-assistant chat --allow-origin {site}",
        "",
        "Where your site sends a Content-Security-Policy, it has to allow:",
        f"  {policy(url)}",
        f'  {policy(url, framed=True)}   (only with data-mode="iframe")',
        "",
        "The README lists the settings (data-title, data-questions ...) and the colours.",
    ]
    return "\n".join(lines)


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
