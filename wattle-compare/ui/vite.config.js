import { defineConfig } from 'vite';

// One classic script with a fixed name: Java reads it and puts it into the page.
// Every page carries these libraries, so every page names them and their licences.
const notice = `/*! Charts: Apache ECharts 6.1.0, Copyright 2017-2026 The Apache Software Foundation, Apache License 2.0
(https://www.apache.org/licenses/LICENSE-2.0). With zrender, Copyright (c) 2017 Baidu Inc., BSD 3-Clause
(https://opensource.org/license/bsd-3-clause), and tslib, Copyright (c) Microsoft Corporation, 0BSD. */`;

export default defineConfig({
  // Library mode leaves this in, and the page would stop at it.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    outDir: '../target/ui',
    emptyOutDir: true,
    chunkSizeWarningLimit: 800,
    rolldownOptions: { output: { postBanner: notice } },
    lib: { entry: 'src/page.ts', name: 'wattlePage', formats: ['iife'], fileName: () => 'page.js' },
  },
});
