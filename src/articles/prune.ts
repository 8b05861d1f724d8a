import { isElement, type PageElement, textLength } from "./page-tree.ts";

/** Elements without a word of an article in them. */
const SILENT = new Set(
  "script style noscript template svg math iframe button input select textarea nav video audio picture canvas object embed dialog menu map img link".split(
    " ",
  ),
);

/** Elements that stand around articles, though careless pages put one inside. */
const BESIDE = new Set("aside footer form figure figcaption".split(" "));

/** What pages call the things around an article, as words of a class or an id. */
const AROUND =
  /(?:^|[\s_-])(?:ads?|advert\w*|affiliate\w*|author-?(?:bio|box|card|info)|bio|breadcrumbs?|byline|captions?|comments?|cookies?|consent|copyright|credits?|datelines?|dfp|disclaimer|disqus|donate|gallery|image-?(?:caption|credit|meta)|infobox|jump-?nav|kicker|mailing-?list|masthead|membership|meta-?(?:data|info)|modal|more-?(?:from|on|stories|like)|most-?(?:read|popular|viewed)|navigation|newsletters?|outbrain|overlay|pagination|paywall|photo-?(?:caption|credit)|popular|popup|post-?(?:meta|tags|nav|footer)|print-?only|promos?|pub-?date|pullquotes?|pull-?quote|rail|read-?next|recirc\w*|recommend\w*|related(?:-?\w+)?|see-?also|share|sharing|sharetools|sharedaddy|sidebar|signup|sign-?up|skip-?link|slideshow|social\w*|sponsor\w*|subscri\w+|taboola|tags?|teasers?|time-?stamp|toc|toolbar|tooltip|topics|trending|visually-?hidden|screen-?reader-?text|sr-only|wp-caption(?:-text)?|you-?may-?(?:also-?)?like)(?:$|[\s_-])/iu;

/** What pages call the article itself; beside such a word the others say little. */
const ARTICLE =
  /(?:^|[\s_-])(?:article|entry|post|story|main|page|news)-?(?:body|content|text|copy|wrap(?:per)?|inner)(?:$|[\s_-])/iu;

/** Something called so that holds this share of a page's words is the article all the same. */
const ARTICLE_SHARE = 0.3;

/** Takes away scripts, pictures, menus and forms' fields. */
export function pruneSilent(page: PageElement): void {
  prune(page, ({ tag }) => SILENT.has(tag));
}

/** Takes away what stands around the article: adverts, captions, share buttons, related stories. */
export function pruneNamed(page: PageElement): void {
  const most = textLength(page) * ARTICLE_SHARE;
  prune(page, (element) => isAround(element) && textLength(element) <= most);
}

function prune(element: PageElement, isUnwanted: (element: PageElement) => boolean): void {
  element.children = element.children.filter((child) => !isElement(child) || !isUnwanted(child));
  for (const child of element.children) if (isElement(child)) prune(child, isUnwanted);
}

function isAround({ tag, attributes }: PageElement): boolean {
  if (BESIDE.has(tag)) return true;
  if (/^(?:body|html|head|title|meta|article|main|p|h1)$/u.test(tag)) return false;
  const isHidden =
    attributes.hidden !== undefined ||
    attributes["aria-hidden"] === "true" ||
    /display\s*:\s*none|visibility\s*:\s*hidden/iu.test(attributes.style ?? "");
  const { role } = attributes;
  const isRole =
    role !== undefined && /^(?:navigation|complementary|dialog|banner|contentinfo|search|menu)$/iu.test(role);
  if (isHidden || isRole) return true;
  if (attributes.class === undefined && attributes.id === undefined) return false;
  const names = ` ${splitNames(attributes.class)} ${splitNames(attributes.id)} `;
  return AROUND.test(names) && !ARTICLE.test(names);
}

/** "relatedStories" and "related__stories" become "related-Stories" and "related-stories". */
function splitNames(names: string | undefined): string {
  return (names ?? "").replace(/([a-z])([A-Z])/gu, "$1-$2").replace(/__+/gu, "-");
}
