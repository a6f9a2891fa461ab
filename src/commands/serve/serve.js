// Keeps a served page up to date: it is loaded again when there is a newer one, and says what is wrong meanwhile.
(function () {
  "use strict";
  var own = document.currentScript.getAttribute("data-version");
  var banner = null;

  function show(problems) {
    if (!problems) {
      if (banner) banner.remove();
      banner = null;
      return;
    }
    if (!banner) {
      banner = document.createElement("div");
      banner.id = "demarche-problems";
      banner.setAttribute("role", "alert");
      var style = banner.style;
      style.position = "fixed";
      style.inset = "auto 0 0 0";
      style.zIndex = "2147483647";
      style.maxHeight = "60vh";
      style.overflow = "auto";
      style.padding = "0.75rem 1rem";
      style.background = "#7a1020";
      style.color = "#ffffff";
      style.font = "14px/1.4 ui-monospace, monospace";
      style.whiteSpace = "pre-wrap";
      document.body.appendChild(banner);
    }
    banner.textContent = "This page is as it was before the mistake.\n\n" + problems;
  }

  var news = new EventSource("/-/news");
  news.onmessage = function (message) {
    var now = JSON.parse(message.data);
    if (now.version !== own) {
      news.close();
      location.reload();
      return;
    }
    show(now.problems);
  };
  // before another page is loaded its own stream must have room
  addEventListener("pagehide", function () { news.close(); });
})();
