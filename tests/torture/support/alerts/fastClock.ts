import { quickClock, TIME_BEGAN, TIME_FACTOR } from './quickTime.ts';

/** Loaded into the server's process and its threads before anything else (`--import`): its clock runs fast, its timers do not. */
const system = Date.now.bind(Date);
Date.now = quickClock(Number(process.env[TIME_BEGAN]), Number(process.env[TIME_FACTOR]), system);
