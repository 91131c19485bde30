/** What a lesson's Markdown names beyond itself: articles of law and images of the file store. */

/** The citations written as `[[行政处罚法 第四十二条]]`, each once. */
export const citedInline = (markdown: string): string[] => [
  ...new Set([...markdown.matchAll(/\[\[([^[\]\n]{1,200})\]\]/g)].map(([, text]) => text!.trim()))
];

/** The hashes of images written as `![说明](file:HASH)`, each once. */
export const imagesIn = (markdown: string): string[] => [
  ...new Set([...markdown.matchAll(/!\[[^\]\n]*\]\(file:([0-9a-f]{64})\)/g)].map(([, hash]) => hash!))
];
