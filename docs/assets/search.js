// Stands before the theme's own search, which it loads: the whole index comes with the first question.
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // the theme's kinds of message
const site = new URL("../../../../", location), mark = location.pathname.split("/").at(-5);
const FAILED = "The search could not be loaded: load this page again.";
const ANEW = "This site has been published anew since you opened this page: load it again.";
let index, asked;

const answer = (items) => postMessage({ type: RESULT, data: { items } });

// The theme's code hears what we pass on to it as an event, and nothing else.
const pass = (data) => dispatchEvent(new MessageEvent("message", { data }));

addEventListener("message", async (event) => {
  if (!event.isTrusted) return;
  event.stopImmediatePropagation();
  if (event.data.type !== QUERY) return; // the empty index that the page has
  asked = event;
  if (!event.data.data.trim()) return answer([]);
  try {
    await (index ??= load());
    if (event === asked) pass(event.data); // else the reader has typed on
  } catch {
    index = undefined; // the next question tries again
    const title = await isAnew() ? ANEW : FAILED;
    if (event === asked) answer([[{ location: "#again", title, text: "", score: 1, terms: {} }]]);
  }
});
importScripts("theme.js"); // after our listener, which so is the first to hear
postMessage({ type: READY });

async function load() {
  const address = new URL(`search/${location.search.slice(1)}.json`, site);
  const file = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!file.ok) throw new Error(file.status);
  pass({ type: SETUP, data: { ...await file.json(), options: {} } });
  await new Promise((done) => setTimeout(done)); // the theme's code sets up, and then takes questions
}

// As in build.js, which this kind of script cannot import.
async function isAnew() {
  const answered = fetch(site, { cache: "no-store", signal: AbortSignal.timeout(5_000) });
  const home = await answered.then((file) => file.ok && file.text()).catch(() => "");
  return home && !home.includes(mark);
}
