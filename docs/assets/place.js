// A reader who comes back is led to the old place by its height, and only a page that is laid out whole has that.
// Stands before the theme's script, which notes where the page is now.

const whole = () => document.documentElement.classList.add("whole");
addEventListener("popstate", whole); // before the theme has fetched the page
// A browser that is asked for privacy may not say how the page was entered.
if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") {
  whole();
  scrollTo({ top: history.state?.y }); // where the theme has noted it, if it has
}
