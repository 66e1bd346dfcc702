// Opens the pages of reports in a real browser: browser.mjs CHROMIUM FOLDER...
//
// Each folder was made by `netreg report -o FOLDER`. Every page is opened wide and narrow, light and dark. What
// is wrong is printed, and the exit code is 1. With PICTURES=FOLDER, a picture of each is written there, and a PDF.

import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve, sep } from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

// The packages are in the folder in which this runs, not beside it.
const require = createRequire(join(process.cwd(), 'package.json'))
const puppeteer = require('puppeteer-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const WIDTHS = [1280, 320]
const SCHEMES = ['light', 'dark']
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
// What a page of text and drawings has no use for, and what hostile text would like to be.
const FOREIGN =
  'img, iframe, object, embed, form, input, button, base, audio, video, foreignObject, meta[http-equiv=refresh]'

let faults = 0
function fault(where, what) {
  faults += 1
  console.log(`${where}: ${what}`)
}

/** Everything that needs no particular size or colour: links, and elements that must not be there. */
async function structure(page, folder, where) {
  const found = await page.evaluate((foreign) => {
    const elements = [...document.querySelectorAll('*')]
    return {
      foreign: [...document.querySelectorAll(foreign)].map((element) => element.outerHTML.slice(0, 80)),
      scripts: elements.filter((e) => e.localName === 'script' && e.type !== 'application/ld+json').length,
      handlers: elements.flatMap((e) => e.getAttributeNames().filter((name) => /^on/i.test(name))),
      ids: elements.map((element) => element.id).filter(Boolean),
      addresses: elements.flatMap((element) =>
        ['href', 'xlink:href', 'src'].map((name) => element.getAttribute(name)).filter((value) => value !== null)),
    }
  }, FOREIGN)
  for (const element of found.foreign) fault(where, `has ${element}`)
  if (found.scripts > 0) fault(where, `has ${found.scripts} scripts`)
  for (const handler of found.handlers) fault(where, `has the handler ${handler}`)
  const ids = new Set(found.ids)
  if (ids.size !== found.ids.length) fault(where, 'has an id twice')
  const here = pathToFileURL(join(folder, 'index.html'))
  for (const address of new Set(found.addresses)) {
    const url = new URL(address, here)
    if (url.protocol === 'https:') continue
    if (url.protocol !== 'file:') {
      fault(where, `links to ${address}`)
      continue
    }
    const path = fileURLToPath(url.href.split('#')[0])
    if (!path.startsWith(folder + sep) || !existsSync(path))
      fault(where, `links to ${address}, which is not in the folder`)
    else if (url.hash && (path !== fileURLToPath(here) || !ids.has(decodeURIComponent(url.hash.slice(1)))))
      fault(where, `links to ${address}, which does not exist`)
  }
}

/** No part of the page is wider than the window. */
async function overflow(page, where) {
  const wide = await page.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return null
    // The innermost element without which it is not; markers and the like are in no element of their own.
    const width = root.scrollWidth
    let inner = document.body
    for (const element of document.body.querySelectorAll('*')) {
      if (!inner.contains(element)) continue
      const { display } = element.style
      element.style.display = 'none'
      if (root.scrollWidth <= root.clientWidth) inner = element
      element.style.display = display
    }
    return `${width} pixels: ${inner.outerHTML.slice(0, 120)}`
  })
  if (wide) fault(where, `is too wide, ${wide}`)
}

/** The Tab key reaches each link and summary that is shown, in the order of the document, and each shows it. */
async function keyboard(page, where) {
  const count = await page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], summary, [tabindex]')]
    const shown = (element) => element.checkVisibility({ visibilityProperty: true })
    window.stops = all.filter((element) => element.tabIndex >= 0 && shown(element))
    window.reached = []
    // Where the focus is when a key is pressed, once the page has scrolled there for the key before.
    document.addEventListener('keydown', () => {
      const element = document.activeElement
      const style = getComputedStyle(element)
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
      window.reached.push({
        at: window.stops.indexOf(element),
        name: element.outerHTML.slice(0, 100),
        marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
        seen: width > 0 && height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
      })
    })
    window.scrollTo(0, 0)
    return window.stops.length
  })
  const session = await page.createCDPSession()
  const tab = { type: 'rawKeyDown', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }
  await Promise.all(Array.from({ length: count + 1 }, () => session.send('Input.dispatchKeyEvent', tab)))
  const [, ...reached] = await page.evaluate(() => window.reached)
  const lost = reached.findIndex(({ at }, stop) => at !== stop)
  if (lost >= 0) fault(where, `the Tab key goes to ${reached[lost].name} as number ${lost + 1}, which is out of order`)
  if (reached.length !== count) fault(where, `the Tab key was pressed ${reached.length} times, not ${count}`)
  for (const { name, marked, seen } of reached) {
    if (!marked) fault(where, `no focus is shown on ${name}`)
    if (!seen) fault(where, `the focus is out of sight on ${name}`)
  }
}

async function accessibility(page, where, rules) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), rules)
  for (const { id, help, nodes } of violations)
    fault(where, `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 100)).join(' | ')}`)
}

async function opened(browser, folder, width, scheme) {
  const where = `${basename(folder)} at ${width} pixels, ${scheme}`
  const file = pathToFileURL(join(folder, 'index.html')).href
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  page.on('request', (request) => {
    if (request.url() !== file) fault(where, `asks for ${request.url().slice(0, 100)}`)
  })
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) fault(where, `console: ${message.text()}`)
  })
  page.on('pageerror', (error) => fault(where, `script: ${error}`))
  page.on('dialog', (dialog) => {
    fault(where, `opens a dialog: ${dialog.message()}`)
    dialog.dismiss()
  })
  page.on('popup', () => fault(where, 'opens a window'))
  await page.setViewport({ width, height: 800 })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  await page.goto(file, { waitUntil: 'load' })
  return { context, page, where }
}

async function check(browser, folder) {
  if (!existsSync(join(folder, 'index.html'))) return fault(folder, 'has no index.html')
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      const { context, page, where } = await opened(browser, folder, width, scheme)
      if (width === WIDTHS[0] && scheme === SCHEMES[0]) await structure(page, folder, where)
      await overflow(page, where)
      // Only contrasts depend on the colours.
      await accessibility(page, where, scheme === SCHEMES[0] ? STANDARDS : ['color-contrast'])
      if (scheme === SCHEMES[0]) await keyboard(page, where)
      if (process.env.PICTURES) await pictures(page, `${basename(folder)}-${width}-${scheme}`)
      await context.close()
    }
  }
}

async function pictures(page, name) {
  mkdirSync(process.env.PICTURES, { recursive: true })
  await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0) })
  await page.screenshot({ path: join(process.env.PICTURES, `${name}.png`), fullPage: true })
  if (name.endsWith(`${WIDTHS[0]}-light`))
    await page.pdf({ path: join(process.env.PICTURES, `${name}.pdf`), format: 'A4' })
}

const [chromium, ...folders] = process.argv.slice(2)
const browser = await puppeteer.launch({
  executablePath: chromium,
  // The sandbox of the browser does not start as root, as in a container.
  args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
})
try {
  for (const folder of folders) await check(browser, resolve(folder))
} finally {
  await browser.close()
}
console.log(`pages: ${folders.length} opened, ${faults} faults`)
process.exit(faults > 0 ? 1 : 0)
