import { defineConfig } from 'vite';

// One classic script and one style sheet with fixed names: Java reads both and puts them into the page.
export default defineConfig({
  // Library mode leaves this in, and the page would stop at it.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    outDir: '../target/ui',
    emptyOutDir: true,
    chunkSizeWarningLimit: 800,
    lib: { entry: 'src/page.ts', name: 'wattlePage', formats: ['iife'], fileName: () => 'page.js', cssFileName: 'page' },
  },
});
