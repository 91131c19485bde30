/** What we use of saxen, which ships no types. */
declare module 'saxen' {
  type Decode = (text: string) => string;
  export class Parser {
    ns(prefixes: Record<string, string>): this;
    on(
      event: 'openTag',
      hook: (
        name: string,
        attributes: () => Record<string, string> | false,
        decode: Decode,
        selfClosing: boolean
      ) => void
    ): this;
    on(event: 'closeTag', hook: (name: string, decode: Decode, selfClosing: boolean) => void): this;
    on(event: 'text', hook: (value: string, decode: Decode) => void): this;
    on(event: 'cdata', hook: (value: string) => void): this;
    /** A document type and what else begins with `<!`. */
    on(event: 'attention', hook: (text: string) => void): this;
    on(event: 'error', hook: (problem: Error) => void): this;
    parse(xml: string): void;
  }
}
