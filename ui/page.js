// What Streamlit's settings cannot say. Ours alone: no foreign text ever enters this file.
(() => {
  if (window.panduReady) return;
  window.panduReady = true;
  // It decides glyphs, screen readers and offers to translate.
  document.documentElement.lang = "zh-CN";

  // Streamlit's own words, which it keeps in English.
  const WORDS = [
    [/^Connection error$/, "连接断开"],
    [/(Streamlit|server) (server )?is not responding|Is Streamlit still running/,
      "判读没有回应。请看运行 pandu chat 的窗口是否还开着；重新启动后刷新本页。"],
    [/^No results$/, "没有符合的选项"],
    [/^Please wait/, "请稍候……"],
    [/^Skip to main content$/, "跳到正文"],
  ];
  const LABELS = {
    "Clear all": "全部清除", "Close": "关闭", "Remove": "移除", "Open": "展开", "Dismiss": "收起",
    "Selected values": "已选", "Decrement": "减一", "Increment": "加一", "file upload": "选择文件",
    "Add files": "再选文件", "Sidebar": "侧栏", "Collapse sidebar": "收起侧栏",
    "Expand sidebar": "展开侧栏", "App pages": "页面",
  };
  const NAMES = [[/^Remove (.+)$/, "移除 $1"], [/^Help for (.+)$/, "说明：$1"]];

  const within = (root, selector) =>
    [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)];
  const rename = (root) => {
    for (const [english, chinese] of Object.entries(LABELS))
      for (const named of within(root, `[aria-label="${english}"], [title="${english}"]`))
        for (const name of ["aria-label", "title"])
          if (named.getAttribute(name) === english) named.setAttribute(name, chinese);
    for (const named of within(root, '[aria-label^="Remove "], [aria-label^="Help for "]'))
      for (const [english, chinese] of NAMES) {
        const said = named.getAttribute("aria-label");
        if (english.test(said)) named.setAttribute("aria-label", said.replace(english, chinese));
      }
  };
  const translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest(".stHtml, .stChatInput")) continue; // documents and answers
      const found = WORDS.find(([english]) => english.test(node.nodeValue));
      if (found) node.nodeValue = found[1];
    }
    rename(root);
  };
  translate(document.body); // the frame is there before this runs
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes" && !change.target.closest(".stHtml")) rename(change.target);
      for (const node of change.addedNodes)
        if (node.nodeType === Node.ELEMENT_NODE && !node.closest(".stHtml")) translate(node);
    }
  }).observe(document.body,
    { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label", "title"] });
})();
