// Before the first paint: theme, density, language and direction as this browser was told last.
(function () {
  var root = document.documentElement;
  var kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("sapa-desk-settings") || "{}");
  } catch (refused) {
    kept = {};
  }
  var dark = kept.theme === "dark" || (kept.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.setAttribute("data-theme", dark ? "dark" : "light");
  root.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  root.setAttribute("data-density", kept.density === "compact" ? "compact" : "comfortable");
  var language = kept.language || (/^en/i.test(navigator.language) ? "en" : "id");
  root.lang = language;
  root.dir = kept.direction === "rtl" ? "rtl" : "ltr";
})();
