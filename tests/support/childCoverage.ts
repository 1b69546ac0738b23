/**
 * Vitest measures the thread that a test runs on. With this, the processes and worker threads that a test starts measure themselves
 * too and leave a report for scripts/coverage.ts. It is set here and not before, or the test's own thread would be measured twice.
 *
 * They also start from what was compiled before (see runUnitTests).
 */
const folder = process.env['OPTIMALIQ_CHILD_COVERAGE'];
if (folder !== undefined) process.env['NODE_V8_COVERAGE'] = folder;
const compiled = process.env['OPTIMALIQ_CHILD_COMPILED'];
if (compiled !== undefined) process.env['NODE_COMPILE_CACHE'] = compiled;
