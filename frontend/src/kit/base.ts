/** Plain components of the UI library that pages may use as they are. */
export {
  Alert, Button, Card, Checkbox, Collapse, Descriptions, Divider, Drawer, Dropdown, Form, Input, InputNumber, List, Modal,
  Popconfirm, Popover, Progress, QRCode, Radio, Segmented, Select, Space, Steps, Switch, Table, Tabs, Tag, Timeline, Tooltip, Tree,
  TreeSelect, Upload,
} from "antd";
export type { FormInstance, TableColumnsType } from "antd";
