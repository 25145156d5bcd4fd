/** Words of the home page. */
export const home = {
  "home.title": "首页",
  "home.hello": "{name}，您好",
  "home.role": "{role} · {place}",
  "home.inbox": "待办事项",
  "home.inbox.done": "没有待办事项",
  "home.inbox.done.text": "有新的待办时会在这里和右上角提醒您。",
  "home.open": "去办理",
  "home.next": "常用功能",
} as const;
