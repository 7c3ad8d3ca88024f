// A page works with the files of its own build. If the site is published anew while a page is open, those
// that the page has yet to load are gone, and the reader is told.

const folder = new URL("..", import.meta.url); // its name is the build's mark
const mark = folder.pathname.split("/").at(-2);

// Whether the first page of the site, as it is now, belongs to another build.
async function isAnew() {
  try {
    const home = await fetch(new URL("..", folder), { cache: "no-store", signal: AbortSignal.timeout(5_000) });
    return home.ok && !(await home.text()).includes(mark);
  } catch {
    return false; // there is no network now
  }
}

// Says so, once, with a button that loads the page again; gives whether it was so.
export async function toldAnew() {
  if (!await isAnew()) return false;
  if (document.querySelector(".anew")) return true;
  const bar = document.createElement("div"), again = document.createElement("button");
  bar.className = "anew";
  bar.setAttribute("role", "alert");
  again.type = "button";
  again.textContent = "load it again";
  again.addEventListener("click", () => location.reload());
  document.body.append(bar);
  bar.append("This site has been published anew since you opened this page: ", again, ".");
  return true;
}

// Whether the page that stands here, which the theme may have swapped in, belongs to these scripts.
export const isOurs = () => document.head.querySelector("link[rel=stylesheet]").href.includes(`/${mark}/`);
