// pino-roll brings no types. Only what is used here.
declare module 'pino-roll' {
  /** A stream into one file at a time; `file` is the path of the present one. */
  interface RollingFile {
    readonly file: string;
    write(line: string): boolean;
    flushSync(): void;
    /** `ready`: a file was opened, the first or the next. `drop`: a line was left out, too many wait to be written. */
    on(event: 'ready', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'drop', listener: (line: string) => void): this;
  }

  interface RollingFileOptions {
    /** `logs/name.log` becomes `logs/name.<date>.<number>.log`. */
    file: string;
    frequency: 'daily';
    /** In the words of date-fns. */
    dateFormat: string;
    sync: boolean;
    /** Bytes that may wait to be written. */
    maxLength: number;
  }

  export default function build(options: RollingFileOptions): Promise<RollingFile>;
}
