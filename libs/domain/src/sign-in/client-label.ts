/** Order matters: Edge, WeChat and others call themselves Chrome too, and Chrome calls itself Safari. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bwxwork\//i, 'WeCom'],
  [/\bMicroMessenger\//i, 'WeChat'],
  [/\bDingTalk\//i, 'DingTalk'],
  [/\b(?:Edg|EdgA|EdgiOS)\//, 'Edge'],
  [/\b(?:HuaweiBrowser)\//, 'Huawei Browser'],
  [/\b(?:QQBrowser|MQQBrowser)\//, 'QQ Browser'],
  [/\b(?:UCBrowser|UBrowser)\//, 'UC Browser'],
  [/\b(?:360SE|360EE|QihooBrowser)\b/, '360'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\bOpenHarmony\b|\bHarmonyOS\b/, 'HarmonyOS'],
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bUOS\b|\bdeepin\b/i, 'UOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/**
 * A coarse name by which people recognise their own sessions: `Chrome · Windows`. One of a few dozen, without versions
 * or models, so that it is no fingerprint; `other` where nothing is known.
 */
export function clientLabel(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 512);
  const known = [browsers, systems].map((table) => table.find(([pattern]) => pattern.test(text))?.[1]);
  return known.filter((name) => name !== undefined).join(' · ') || 'other';
}
