import { analyse, type Analysis } from '../analysis.js';
import type { Cluster } from '../cluster.js';

/** A cluster that was put together of others, derived once somebody asks. */
export class Reading {
  #analysis: Analysis | undefined;

  constructor(readonly cluster: Cluster) {}

  get analysis(): Analysis {
    this.#analysis ??= analyse(this.cluster);
    return this.#analysis;
  }
}
