import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 服务项目 in landscape: the list on the left, the service being read on the right.
Page {
    id: page

    required property Shell app
    readonly property string firstId: app.services.firstId

    // Something is always open beside the list: what the resident chose, or else the first one.
    function fill(): void {
        if (page.app.service.recordId.length === 0 && page.firstId.length > 0)
            page.app.service.show(page.firstId);
    }
    onFirstIdChanged: fill()
    Component.onCompleted: {
        page.app.services.setBeside(true);
        page.fill();
    }
    Component.onDestruction: page.app.services.setBeside(false)

    Connections {
        target: page.app.services
        function onEmptied(): void { page.app.service.show(""); }
    }
    RowLayout {
        anchors.fill: parent
        spacing: Theme.xl
        ColumnLayout {
            Layout.fillWidth: false
            Layout.preferredWidth: Theme.dp(680)
            Layout.maximumWidth: Theme.dp(680)
            Layout.fillHeight: true
            spacing: Theme.dp(14)
            ServiceHead {
                Layout.fillWidth: true
                app: page.app
                dense: true
            }
            ServiceRowsArea {
                Layout.fillWidth: true
                Layout.fillHeight: true
                app: page.app
                compact: true
                onOpened: recordId => page.app.preview(recordId)
            }
        }
        Card {
            readonly property bool readFirst: true  // what was opened is read before the list
            Layout.fillWidth: true
            Layout.fillHeight: true
            ColumnLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.dp(36)
                anchors.rightMargin: Theme.dp(36)
                anchors.topMargin: Theme.l
                anchors.bottomMargin: Theme.l
                spacing: Theme.m
                visible: page.app.service.found
                ServiceTitle {
                    Layout.fillWidth: true
                    app: page.app
                    type: Theme.title1S
                    lineType: Theme.body
                }
                Item {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    implicitHeight: reader.implicitHeight
                    Reader {
                        id: reader
                        anchors.fill: parent
                        readonly property Item way: want.visible ? want : untaken.visible ? untaken : null
                        aside: way ? way.width + Theme.l : 0
                        foot: way ? way.height + Theme.lip + Theme.m : 0
                        ServiceBody {
                            width: parent.width
                            app: page.app
                            bare: true
                        }
                        Connections {
                            target: page.app.service
                            function onRecordIdChanged(): void {
                                reader.toTop();
                            }
                        }
                    }
                    Untaken {
                        id: untaken
                        visible: page.app.service.untaken
                        anchors.right: parent.right
                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: Theme.lip
                        width: Theme.dp(500)
                        service: true
                        contact: page.app.service.phone
                    }
                    PushButton {
                        id: want
                        visible: page.app.service.wanted
                        anchors.right: parent.right
                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: Theme.lip
                        width: Math.min(implicitWidth, Theme.dp(500))
                        kind: "primary"
                        icon: "hand-heart"
                        text: qsTrId("service.want")
                        onActivated: page.app.navigator.open("sign_up", page.app.service.recordId)
                    }
                }
            }
            Unchosen {
                visible: page.app.service.recordId.length === 0
                anchors.centerIn: parent
                width: parent.width - Theme.xxl
            }
            Gone {
                visible: !page.app.service.found && page.app.service.recordId.length > 0
                anchors.centerIn: parent
                border.width: 0           // it stands in a card
                width: parent.width - Theme.xxl
                onPressed: page.app.navigator.back()
            }
        }
    }
}
