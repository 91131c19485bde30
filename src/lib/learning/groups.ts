/** The people in a pasted list: one a line, the name first, then the village; each once. */
export function membersIn(text: string): { name: string; village: string }[] {
  const seen = new Map<string, { name: string; village: string }>();
  for (const line of text.split(/\r?\n/)) {
    const [name = '', ...rest] = line.trim().split(/[\s,，、;；\t]+/);
    const person = { name: name.slice(0, 30), village: rest.join(' ').slice(0, 40) };
    if (person.name) seen.set(`${person.name}\n${person.village}`, person);
  }
  return [...seen.values()];
}

/** The list as it is typed. */
export const membersText = (members: readonly { name: string; village: string }[]) =>
  members.map(({ name, village }) => (village ? `${name} ${village}` : name)).join('\n');
