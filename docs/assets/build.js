// A page works with the files of its own build. If the site is published anew while a page is open, those
// that the page has yet to load are gone, and the reader is told.

const folder = new URL("..", import.meta.url); // its name is the build's mark
const mark = folder.pathname.split("/").at(-2);

// Whether the first page of the site, as it is now, belongs to another build.
export async function isAnew() {
  try {
    const home = await fetch(new URL("..", folder), { cache: "no-store", signal: AbortSignal.timeout(5_000) });
    return home.ok && !(await home.text()).includes(mark);
  } catch {
    return false; // there is no network now
  }
}

// Whether the page that stands here, which the theme may have swapped in, belongs to these scripts.
export const isOurs = () => document.head.querySelector("link[rel=stylesheet]").href.includes(`/${mark}/`);
