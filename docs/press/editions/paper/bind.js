// Binds chapters into one document for paper. It is called in the home page of the site, whose styles it keeps,
// with the addresses of the chapters and, where it is known, that of the site.
async ({ addresses, published }) => {
  const make = (tag, name, ...children) => {
    const made = Object.assign(document.createElement(tag), { className: name });
    made.append(...children);
    return made;
  };
  const link = (id, ...children) => {
    const made = make("a", "to", make("span", "", ...children));
    made.setAttribute("href", `#${id}`);
    return made;
  };
  const slugOf = (address) => new URL(address, document.baseURI).pathname.split("/").at(-2);
  const slugs = addresses.map(slugOf);
  const chapters = await Promise.all(addresses.map(async (address) => {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const title = page.querySelector(".md-footer") && page.title.replace(/ - [^-]*$/, "");
    return { address, title, slug: slugOf(address), article: page.querySelector("article") };
  }));

  // A link within the book leads to its page; one to the rest of the site to the published site, or nowhere.
  // What leads out of the book shows where, since paper has no links.
  function relink(anchor, address) {
    const to = new URL(anchor.getAttribute("href"), new URL(address, document.baseURI));
    if (to.origin !== location.origin) return out(anchor, to.href);
    const slug = to.pathname.split("/").at(-2), inBook = slugs.includes(slug);
    const place = inBook && (to.hash ? `${slug}--${decodeURIComponent(to.hash.slice(1))}` : slug);
    if (place) {
      anchor.setAttribute("href", `#${place}`);
      anchor.classList.toggle("to", slug !== slugOf(address));
    } else if (published) out(anchor, published + to.pathname.slice(1) + to.hash);
    else anchor.replaceWith(...anchor.childNodes);
  }

  function out(anchor, address) {
    anchor.href = address;
    anchor.classList.add("out");
    anchor.dataset.address = address.replace(/^https?:\/\/|\/$/g, "");
  }

  const UNPRINTED = ".headerlink, .copy, .offer, .tabbed-set > input, template, script, #engine, .md-content__button";
  function clean({ article, slug, address }) {
    article.querySelectorAll(UNPRINTED).forEach((each) => each.remove());
    article.querySelectorAll("[href]").forEach((each) => relink(each, address));
    article.querySelectorAll("img[src]").forEach((each) => {
      each.src = new URL(each.getAttribute("src"), new URL(address, document.baseURI));
    });
    article.querySelectorAll("[id]").forEach((each) => { each.id = `${slug}--${each.id}`; });
    article.querySelectorAll("[aria-labelledby]").forEach((each) => {
      each.setAttribute("aria-labelledby", `${slug}--${each.getAttribute("aria-labelledby")}`);
    });
    article.querySelectorAll(".tabbed-set").forEach(inARow);
    article.querySelectorAll(".graph__steps").forEach((steps) => {
      const caption = steps.parentElement.querySelector(":scope > figcaption");
      if (caption) steps.before(caption); // the picture's own
    });
    article.querySelectorAll("details").forEach(unfold);
  }

  // Of several tabs each follows under its name.
  function inARow(tabs) {
    const labels = tabs.querySelectorAll(":scope > .tabbed-labels > label");
    const blocks = tabs.querySelectorAll(":scope > .tabbed-content > .tabbed-block");
    tabs.replaceWith(...[...blocks].flatMap((block, i) => [make("p", "tab", ...labels[i].childNodes), ...block.childNodes]));
  }

  // What is folded on a page becomes a box with a title, which stays with what comes after it.
  function unfold(details) {
    details.open = true;
    if (details.matches(".graph__steps, .graph__open, .mkdocstrings-source")) return;
    const [title, ...rest] = details.children;
    if (details.matches(".question")) rest.unshift(make("p", "cue", "Cover what follows until you have an answer of your own."));
    details.replaceWith(make("div", `admonition fold ${details.className}`, make("p", "admonition-title", ...title.childNodes), ...rest));
  }

  // What is folded on a page stands at the end of the book: of a question its answers, of an exercise hints and solution.
  function answers({ article, slug, title }) {
    const found = [...article.querySelectorAll(".quiz, .admonition.exercise")].map((box, i) => {
      const id = `answer-${slug}-${i + 1}`, own = `${id}-asked`, quiz = box.matches(".quiz");
      const folds = [...box.children].filter((each) => each.matches(".fold"));
      const name = box.querySelector(".admonition-title");
      const answer = make("section", "answer", make("h3", "", link(own, ...name.cloneNode(true).childNodes)), ...folds);
      const options = quiz ? [make("ul", "options", ...folds.map((fold) =>
        make("li", "", ...fold.firstChild.cloneNode(true).childNodes)))] : [];
      box.append(...options, make("p", "answered", link(id, quiz ? "The answer" : "Hints and a solution")));
      box.id = own;
      answer.id = id;
      return answer;
    });
    return found.length ? [make("h2", "", title), ...found] : [];
  }

  const rows = [], sections = [], style = make("style");
  chapters.forEach(clean); // all, before any is taken apart
  const ends = chapters.flatMap(answers);
  for (const { address, article, slug, title } of chapters) {
    const part = address.includes("parts/"), number = /^\d+\. /.exec(title)?.[0] ?? "";
    const heading = article.querySelector("h1");
    heading.prepend(number);
    rows.push(make("p", part ? "part" : "chapter", link(slug, ...heading.cloneNode(true).childNodes)));
    if (!part) {
      rows.push(...[...article.querySelectorAll("h2[id]")].map((each) =>
        make("p", "section", link(each.id, ...each.cloneNode(true).childNodes))));
    }
    sections.push(page(part ? "opening" : "chapter", slug, heading.textContent, ...article.childNodes));
  }
  rows.push(make("p", "part", link("answers", "Answers")));
  sections.push(page("answers", "answers", "Answers", make("h1", "", "Answers"), ...ends));

  // Its pages have its name at the top.
  function page(kind, id, name, ...children) {
    const made = make("section", kind, ...children);
    made.id = id;
    made.style.page = `p-${id}`;
    style.append(`@page p-${id} { @top-center { content: ${JSON.stringify(name)}; } }\n`);
    return made;
  }

  function cover() {
    const name = document.querySelector(".md-header__topic .md-ellipsis").textContent.trim();
    const mark = make("img", "mark");
    mark.src = document.querySelector("link[rel=icon]").href;
    mark.alt = "";
    const home = document.querySelector("h1").cloneNode(true);
    home.querySelectorAll(".headerlink").forEach((each) => each.remove());
    const about = document.querySelector("meta[name=description]").content;
    return make("section", "cover", mark, make("p", "name", name), make("p", "subtitle", home.textContent), make("p", "", about),
      make("p", "rights", ...[document.querySelector(".md-copyright__highlight").textContent.trim(), published].flatMap((each) => [make("span", "", each), " "])));
  }

  // What a reader of paper has to know of the site.
  function aside() {
    const site = published ? `the site, ${published.replace(/^https?:\/\/|\/$/g, "")},` : "the site";
    return make("section", "aside", make("p", "title", "On paper"), ...[
      `This book is a website, printed. On ${site} every snippet runs, marked numbers can be moved, graphs are stepped through, and paths light up at a touch.`,
      "Where the text asks you to run, move, step, play or touch something, the page here shows one state of it.",
      "\u201cThis page\u201d is then the chapter, and a box that is closed there stands open here, with its answer: cover it first.",
      "The answers to the questions and the solutions of the exercises are at the end.",
    ].map((text) => make("p", "", text)));
  }

  const front = [cover(), aside(), make("nav", "contents", make("p", "title", "Contents"), ...rows)];
  document.head.append(style);
  document.body.replaceChildren(make("main", "md-typeset paper", ...front, ...sections));
  for (const face of document.fonts) face.display = "block"; // on a page a late font waits for the next; here it is waited for
  await Promise.all([...document.fonts].map((face) => face.load()));
}
