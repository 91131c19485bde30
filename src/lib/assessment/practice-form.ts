import { MOST } from './question.ts';

/** What the form of a practised question posts: fields `choice`, in a case `choice-0` …, without script `…-place`. */
export function practisedFromForm(form: FormData) {
  const parts = Array.from({ length: MOST.parts }, (_, at) => saidIn(form, `choice-${at}`));
  const judged = form.get('judged');
  return {
    versionId: String(form.get('versionId') ?? ''),
    choice: saidIn(form, 'choice'),
    parts: parts.slice(0, parts.findLastIndex((part) => part.length > 0) + 1),
    judged: judged === 'yes' ? true : judged === 'no' ? false : null
  };
}

/** What was said in the fields of one name; without script a step is chosen for each place. */
export function saidIn(form: FormData, name: string): string[] {
  const places = form.getAll(`${name}-place`).map(String);
  return places.length ? places : form.getAll(name).map(String);
}
