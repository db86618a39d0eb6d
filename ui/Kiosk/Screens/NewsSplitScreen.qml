import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The news in landscape: the list on the left, what is being read on the right.
Page {
    id: page

    required property Shell app
    readonly property string firstId: app.news.firstId

    // Something of the channel is always open beside the list: what the resident chose, or else the newest.
    function fill(): void {
        const strange = page.app.article.found && page.app.article.channel !== page.app.news.channel;
        if ((page.app.article.recordId.length === 0 || strange) && page.firstId.length > 0)
            page.app.article.show(page.firstId);
    }
    onFirstIdChanged: fill()
    Component.onCompleted: {
        page.app.news.setBeside(true);
        page.fill();
    }
    Component.onDestruction: page.app.news.setBeside(false)

    Connections {
        target: page.app.news
        function onEmptied(): void { page.app.article.show(""); }
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
            NewsHead {
                Layout.fillWidth: true
                app: page.app
                dense: true
            }
            NewsRowsArea {
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
                visible: page.app.article.found
                ArticleTitle {
                    Layout.fillWidth: true
                    app: page.app
                    type: Theme.title1S
                }
                Reader {
                    id: reader
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    ArticleBody {
                        width: parent.width
                        app: page.app
                        bare: true
                    }
                    Connections {
                        target: page.app.article
                        function onRecordIdChanged(): void {
                            reader.toTop();
                            if (page.app.article.found && page.app.article.channel !== page.app.news.channel)
                                page.app.news.choose(page.app.article.channel);  // opened from elsewhere
                        }
                    }
                }
            }
            Unchosen {
                visible: page.app.article.recordId.length === 0
                anchors.centerIn: parent
                width: parent.width - Theme.xxl
            }
            Gone {
                visible: !page.app.article.found && page.app.article.recordId.length > 0
                anchors.centerIn: parent
                border.width: 0           // it stands in a card
                width: parent.width - Theme.xxl
                onPressed: page.app.navigator.back()
            }
        }
    }
}
