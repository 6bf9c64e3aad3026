import { dictionary } from '@zxcvbn-ts/language-common';

/**
 * What people here choose and that list has not: phrases in pinyin, lucky numbers, the names of places and offices of
 * this system. They count as words too, so that `luoyuan2026!` is as common as `luoyuan`.
 */
const ofHere = [
  'woaini woaini1314 woaini520 woaini5201314 woaiwojia woaizhongguo woaini123 aini1314 iloveyou1314 5201314 1314520',
  'zhongguo zhonghua fujian fujiansheng fuzhou fuzhoushi luoyuan luoyuanxian guacun guacunxitong xiangcunzhenxing',
  'xianwei xianzhengfu zhengfu bangongshi xianbangongshi ducha duchashi xiangzhen cunwei cunweihui zhibu dangzhibu',
  'mima mima123456 mimashi mima1234 wodemima wodemimashi denglu guanliyuan xitongguanliyuan admin administrator',
  'nihao nihaoma nihao123 xiexie zaijian gongxifacai wanshiruyi xinnianhao xinniankuaile shengrikuaile laopo laogong',
  'baobei baobao qinaide pengyou tianshi mingtian jintian zuotian xiaoxin jiayou jiayouzhongguo renminwansui',
  'a123456789 aa123456789 abc123456789 qq123456789 q123456789 w123456789 z123456789 asd123456789 zxc123456789',
  '1qaz2wsx3edc 1qazxsw2 qazwsxedc 1q2w3e4r5t qwe123456 asdf123456 abcd123456 abcd1234 aaa111222 112233445566',
  '147258369 147258369a 1472583690 7894561230 789456123 963852741 9638527410 741852963 159357258 159753456 8888888888',
  '6666666666 1688168816 168168168 518518518 5188518851 888888888 666666666 5201314520 1314521520 13145201314',
].flatMap((line) => line.split(' '));

/** 49,000 passwords that leaked most often (@zxcvbn-ts/language-common, MIT), and those of here. */
const common: ReadonlySet<string> = new Set([...dictionary['passwords-common'], ...ofHere]);

/** Whether a password, in lower case, is among those that are tried first. */
export function isCommonPassword(password: string): boolean {
  return common.has(password);
}
