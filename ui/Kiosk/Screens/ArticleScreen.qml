import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// One piece of news (mock-up 13b).
Page {
    id: page

    required property Shell app

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.dp(26)
        visible: page.app.article.found
        ArticleTitle {
            Layout.fillWidth: true
            app: page.app
        }
        Reader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ArticleBody {
                width: parent.width
                app: page.app
            }
        }
    }
    Gone {
        visible: !page.app.article.found
        width: parent.width
        onPressed: page.app.navigator.back()
    }
}
