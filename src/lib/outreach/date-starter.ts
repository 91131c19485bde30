/**
 * 普法日历 as the portal brings it: dates that a statute names or that are firmly established. What a statute says is
 * cited with its article; everything else says that it has not been checked against a text, or is the town's own.
 */
import type { DateCertainty, YearDay } from './duty-date.ts';

export interface StarterDate {
  name: string;
  fromDay: YearDay;
  toDay: YearDay;
  theme: string;
  source: string;
  certainty: DateCertainty;
}

const on = (
  day: YearDay,
  name: string,
  theme: string,
  source: string,
  certainty: DateCertainty = 'KNOWN'
): StarterDate => ({ ...{ name, theme, source, certainty }, fromDay: day, toDay: day });
const from = (fromDay: YearDay, toDay: YearDay, ...rest: [string, string, string, DateCertainty?]): StarterDate => ({
  ...on(fromDay, ...rest),
  toDay
});

export const starterDates: readonly StarterDate[] = [
  on('03-15', '国际消费者权益日', '消费者权益保护', '国际消费者联盟组织1983年确定'),
  from('03-20', '04-20', '春季护林防火宣传', '护林防火与野外用火', '本镇按时令安排', 'choice'),
  on('04-15', '全民国家安全教育日', '国家安全教育', '国家安全法（2015年）第十四条'),
  on('04-26', '世界知识产权日', '知识产权保护', '世界知识产权组织2000年确定'),
  from('05-01', '05-31', '民法典宣传月', '民法典进村', '中央宣传部、司法部等2021年起部署'),
  on('05-12', '全国防灾减灾日', '防灾减灾与应急避险', '国务院2009年批准设立'),
  from('06-01', '06-30', '安全生产月', '安全生产', '国务院安全生产委员会每年部署'),
  on('06-05', '世界环境日', '生态环境保护', '联合国大会1972年确定'),
  from('06-06', '06-25', '夏收秸秆禁烧宣传', '秸秆禁烧', '本镇按农时安排', 'choice'),
  on('06-25', '全国土地日', '土地管理与耕地保护', '国务院1991年确定'),
  on('06-26', '国际禁毒日', '禁毒宣传', '联合国大会1987年确定'),
  on('08-15', '全国生态日', '生态文明', '生态环境法典（2026年）第十五条', 'FOUND-T'),
  from('09-25', '10-15', '秋收秸秆禁烧宣传', '秸秆禁烧', '本镇按农时安排', 'choice'),
  on('11-09', '全国消防日', '消防安全', '公安部1992年发起'),
  from('12-01', '12-07', '宪法宣传周', '宪法进村', '本镇暂按12月4日所在一周安排，以上级通知为准', 'choice'),
  on('12-02', '全国交通安全日', '道路交通安全', '国务院2012年批复设立'),
  on('12-04', '国家宪法日', '宪法宣传', '法治宣传教育法（2025年）第十三条第二款', 'FOUND-T')
];
