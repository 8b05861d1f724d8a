import type { PageMetadata } from "./metadata.ts";

/**
 * What a page turned out to be. Only an "article" is better than the feed's own text: a live blog changes
 * under one address, a gallery has legends only, a paywall shows a beginning, a consent page another text.
 */
export type PageKind = "article" | "live-blog" | "gallery" | "paywall" | "consent" | "empty";

const LIVE_ADDRESS =
  /\/live(?:-?(?:blog|news|updates?|coverage))?(?:\/|-)|-live(?:-updates?)?(?:[/.]|$)|\/liveblog/iu;
const LIVE_TITLE = /^(?:live|as it happened)\s*[:–—-]|\blive (?:updates?|blog)\b|\bas it happened\b/iu;
const GALLERY_ADDRESS =
  /\/(?:gallery|galleries|slideshows?|photos|pictures|in-pictures|photo-essay|video|videos|watch)\//iu;
const PAYWALL =
  /(?:subscribe|sign up|log ?in|register|create (?:a|an|your) (?:free )?account)\b.{0,40}\b(?:to (?:continue|keep|read|unlock|access|view)|for (?:full|unlimited) access)|(?:this|the) (?:article|content|story) is (?:for|available (?:only )?to|exclusive to|reserved for) (?:our )?(?:subscribers|members|registered)|already (?:a subscriber|have an account)\??|to (?:continue|keep) reading\b|unlock (?:this|the) (?:article|story)|you have (?:reached|read) (?:your|all|the) .{0,30}(?:limit|articles)/iu;
const CONSENT =
  /\b(?:we (?:and our partners|value your privacy|use cookies)|before you continue to|accept all cookies|manage (?:your )?(?:cookie|privacy) (?:settings|preferences)|verify(?:ing)? (?:that )?you are (?:a )?human|enable javascript(?: and cookies)?|checking your browser|access (?:to this page has been )?denied|unusual (?:traffic|activity)|are you a robot)\b/iu;

/** Under this a page's text is no article of the outlets we read. */
const LEAST_ARTICLE = 250;
/** A page that asks for money shows a beginning, seldom more than this. */
const MOST_TEASER = 2500;

/**
 * Says what a page is.
 *
 * @param text what extraction found
 * @param pageText all text of the page, with what extraction took away
 */
export function pageKind(
  metadata: PageMetadata,
  url: string | null,
  text: string,
  pageText: string,
): PageKind {
  const title = metadata.title ?? "";
  const path = URL.parse(url ?? "")?.pathname ?? "";
  if (text.length < LEAST_ARTICLE * 4 && CONSENT.test(`${title}\n${text}`)) return "consent";
  if (metadata.isLiveBlog || LIVE_TITLE.test(title) || LIVE_ADDRESS.test(path)) return "live-blog";
  const asksForMoney = metadata.isFree === false || PAYWALL.test(pageText);
  if (asksForMoney && text.length < MOST_TEASER) return "paywall";
  if (GALLERY_ADDRESS.test(path) && text.length < LEAST_ARTICLE * 4) return "gallery";
  return text.length < LEAST_ARTICLE ? "empty" : "article";
}
