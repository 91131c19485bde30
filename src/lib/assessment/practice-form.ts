import { MOST } from './question.ts';

/** What the form of a practised question posts: fields `choice`, in a case `choice-0` …, without script `…-place`. */
export function practisedFromForm(form: FormData) {
  const said = (name: string) => {
    // Without script a step is chosen for each place.
    const places = form.getAll(`${name}-place`).map(String);
    return places.length ? places : form.getAll(name).map(String);
  };
  const parts = Array.from({ length: MOST.parts }, (_, at) => said(`choice-${at}`));
  const judged = form.get('judged');
  return {
    versionId: String(form.get('versionId') ?? ''),
    choice: said('choice'),
    parts: parts.slice(0, parts.findLastIndex((part) => part.length > 0) + 1),
    judged: judged === 'yes' ? true : judged === 'no' ? false : null
  };
}
