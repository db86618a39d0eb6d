pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Home picks its layout: portrait, landscape, lowered, or elder (one column, few choices).
Page {
    id: page

    required property Shell app

    Loader {
        anchors.fill: parent
        sourceComponent: Theme.low && !Theme.elder ? low : Theme.elder ? elder : (Theme.landscape ? landscape : portrait)
    }
    Component { id: portrait; HomePortrait { app: page.app } }
    Component { id: landscape; HomeLandscape { app: page.app } }
    Component { id: low; HomeLow { app: page.app } }
    Component { id: elder; HomeElder { app: page.app } }
}
