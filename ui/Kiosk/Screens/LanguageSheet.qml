pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Language of the texts, switched in place. Each language stands in its own words.
Sheet {
    id: sheet

    required property Shell app

    title: qsTrId("language.title")
    line: qsTrId("language.line")

    Column {
        width: parent.width
        spacing: Theme.l
        Repeater {
            model: [
                { code: "zh-Hans", title: qsTrId("language.hans"), line: "" },
                { code: "zh-Hant", title: qsTrId("language.hant"), line: qsTrId("language.hant.line") },
                { code: "en", title: qsTrId("language.en"), line: qsTrId("language.en.line") }]
            SheetChoice {
                required property var modelData
                width: parent ? parent.width : 0
                title: modelData.title
                line: modelData.line
                checked: sheet.app.language === modelData.code
                onActivated: {
                    sheet.app.setLanguage(modelData.code);
                    sheet.closed();
                }
            }
        }
    }
}
