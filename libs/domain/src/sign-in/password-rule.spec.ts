import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgePassword } from './password-rule.js';
import { isPinyinName } from './pinyin.js';

const owner = { accountName: 'chenmm', personName: '陈美美' };
const common = new Set(['password1234', 'woaini1314', 'luoyuan', 'sunshine', '我爱中国我爱中国啊']);
const judge = (password: string) => judgePassword(password, owner, (word) => common.has(word));

describe('a new password', () => {
  it.each([
    ['eight888', 'too-short'],
    ['九个汉字还不够长', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['password1234', 'common'],
    ['PassWord1234', 'common'],
    ['woaini1314!!', 'common'],
    ['luoyuan2026', 'common'],
    ['!!Luoyuan2026', 'common'],
    ['sunshine1985', 'common'],
    ['zhangwei1990', 'common'],
    ['LiXiaoMing88', 'common'],
    ['8888888888', 'repetition'],
    ['woaiwoaiwoai', 'repetition'],
    ['1212112121', 'repetition'],
    ['1234567890', 'sequence'],
    ['abcdefghij', 'sequence'],
    ['qwertyuiop123', 'sequence'],
    ['0987654321', 'sequence'],
    ['13812345678', 'number'],
    ['350123199001011234', 'number'],
    ['chenmm123456', 'own-name'],
    ['陈美美1234567', 'own-name'],
  ])('%s is refused: %s', (password, problem) => {
    expect(judge(password)).toBe(problem);
  });

  it.each([
    '山高水长-42-春风',
    'correct horse battery',
    '   spaces are fine   ',
    'shanqingshuixiuren',
    '今天去中房镇看水渠修好了没有',
    'tK8#v!q2Lz',
    'Ünïcödé ✓ passwörter',
    'y'.repeat(64) + 'abcz' + '7'.repeat(60),
  ])('%s is taken', (password) => {
    expect(judge(password)).toBeNull();
  });

  it('is counted in characters as people see them, not in code units', () => {
    expect(judge('😀😁😂🤣😃😄😅😆😉')).toBe('too-short');
    expect(judge('😀😁😂🤣😃😄😅😆😉😊')).toBeNull();
  });

  it('is judged whatever it holds, and quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (password) => {
        const problem = judge(password);
        expect(problem === null || typeof problem === 'string').toBe(true);
        if ([...password].length < 10) expect(problem).toBe('too-short');
      }),
    );
    const began = performance.now();
    judge('a'.repeat(60) + 'b'.repeat(60));
    expect(performance.now() - began).toBeLessThan(100);
  });
});

describe('a name in pinyin', () => {
  it.each(['zhangwei', 'lixiaoming', 'chenxinyi', 'ouyang', 'wangfang', 'zhaoyun', 'liuqiang', 'huangjianguo'])(
    '%s is one',
    (name) => expect(isPinyinName(name)).toBe(true),
  );
  it.each(['shanqingshuixiu', 'battery', 'zhangweishigehaoren', 'wang', 'lemontree'])('%s is none', (word) =>
    expect(isPinyinName(word)).toBe(false),
  );
});
