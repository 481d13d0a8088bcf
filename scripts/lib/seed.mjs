// Loaded before a test file (`node --import`): its property tests begin with the seed in PROPERTY_SEED.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED']) });
