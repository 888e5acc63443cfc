import type { KeptStream } from '../../postgres/replication/kept-stream.ts';

/** Lets a stream flow while nobody wants it paused. */
export class Flow {
  stream: KeptStream | undefined;
  private readonly pausing = new Set<'backlog' | 'consumer'>();

  follows(stream: KeptStream): void {
    this.stream = stream;
    if (this.pausing.size > 0) stream.pause();
  }

  pausedBy(who: 'backlog' | 'consumer', isPaused: boolean): void {
    if (isPaused) this.pausing.add(who);
    else this.pausing.delete(who);
    if (this.pausing.size > 0) this.stream?.pause();
    else this.stream?.resume();
  }
}
