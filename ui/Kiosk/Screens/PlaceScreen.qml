pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.Map
import Kiosk.ViewModels

// One place and how to get there: the map with here, there and the direction, then everything in words.
Page {
    id: page

    required property Shell app
    readonly property bool withMap: app.map.available && app.place.east >= 0 && !Theme.elder && app.place.found

    Component.onCompleted: page.app.map.wake(Theme.highContrast)
    Connections {
        target: Theme
        function onHighContrastChanged(): void {
            page.app.map.wake(Theme.highContrast);
        }
    }

    GridLayout {
        anchors.fill: parent
        visible: page.app.place.found
        columns: Theme.landscape && page.withMap ? 2 : 1
        columnSpacing: Theme.xl
        rowSpacing: Theme.dp(20)

        PlaceTitle {
            visible: !Theme.landscape || !page.withMap
            Layout.fillWidth: true
            app: page.app
        }
        ColumnLayout {
            visible: Theme.landscape && page.withMap
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.dp(900)
            Layout.maximumWidth: Theme.dp(900)
            spacing: Theme.m
            PlaceTitle {
                Layout.fillWidth: true
                app: page.app
            }
            Reader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                PlaceBody {
                    width: parent.width
                    app: page.app
                }
            }
        }
        Item {
            id: frame
            visible: page.withMap
            Layout.fillWidth: true
            Layout.fillHeight: Theme.landscape
            Layout.preferredHeight: Theme.dp(520)
            Loader {
                active: page.withMap
                readonly property real bleed: page.inner.scrolls ? 0 : Theme.margin
                x: Theme.landscape ? 0 : -bleed
                width: frame.width + (Theme.landscape ? bleed : 2 * bleed)
                height: frame.height + (Theme.landscape ? Theme.contentBottom : 0)
                sourceComponent: MapView {
                    map: page.app.map
                    localeName: page.app.localeName
                    chosen: page.app.place.recordId
                    chosenNumber: page.app.places.chosenId === page.app.place.recordId ? page.app.places.chosenNumber : 0
                    chosenEast: page.app.place.east
                    chosenSouth: page.app.place.south
                    showWay: true
                    alone: true
                    samples: page.app.place.sample
                }
            }
        }
        Reader {
            visible: !Theme.landscape || !page.withMap
            Layout.fillWidth: true
            Layout.fillHeight: true
            PlaceBody {
                width: parent.width
                app: page.app
            }
        }
    }
    Gone {
        visible: !page.app.place.found
        width: parent.width
        onPressed: page.app.navigator.back()
    }
}
