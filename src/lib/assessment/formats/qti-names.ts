/**
 * QTI says the same in 2.x and 3.0 under two spellings: `choiceInteraction`, `qti-choice-interaction`. Here everything is
 * asked for by its name without prefix, dashes and case.
 */
import { elements, type XmlElement } from '#lib/platform/xml.ts';

const plain = (name: string) => name.toLowerCase().replace(/^qti-/, '').replaceAll('-', '');

export const nameOf = (element: XmlElement) => plain(element.name);
export const children = (element: XmlElement, name: string) =>
  elements(element).filter((child) => nameOf(child) === name);
export const child = (element: XmlElement, name: string) => elements(element).find((one) => nameOf(one) === name);

/** An attribute, whatever the spelling: `responseIdentifier`, `response-identifier`. */
export function attribute(element: XmlElement, name: string): string | undefined {
  const direct = element.attributes.get(name);
  if (direct !== undefined) return direct;
  for (const [key, value] of element.attributes) if (plain(key) === name.toLowerCase()) return value;
  return undefined;
}

/** All elements inside of these names, in the order of the document, without looking into those found. */
export function inside(element: XmlElement, wanted: (name: string) => boolean): XmlElement[] {
  return elements(element).flatMap((one) => (wanted(nameOf(one)) ? [one] : inside(one, wanted)));
}
