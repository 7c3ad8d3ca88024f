// A page works with the files of its own build. If the site is published anew while a page is open, those
// that the page has yet to load are gone, and the reader is told.

const folder = new URL("..", import.meta.url); // its name is the build's mark
const mark = folder.pathname.split("/").at(-2);

// Whether the first page of the site, as it is now, belongs to another build. It may not come: that says nothing.
export async function isAnew() {
  const answered = fetch(new URL("..", folder), { cache: "no-store", signal: AbortSignal.timeout(5_000) });
  const home = await answered.then((file) => file.ok && file.text()).catch(() => "");
  return home && !home.includes(mark);
}

// Whether the page that stands here, which the theme may have swapped in, belongs to these scripts.
export const isOurs = () => document.head.querySelector("link[rel=stylesheet]").href.includes(`/${mark}/`);
