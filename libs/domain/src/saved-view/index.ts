export {
  mayChangeView,
  maySeeView,
  mayShareView,
  sharingKinds,
  type Sharing,
  type SharingKind,
  viewsAtMost,
} from './saved-view.js';
