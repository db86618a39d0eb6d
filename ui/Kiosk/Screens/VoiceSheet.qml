pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Which language somebody wants to listen to, who has switched the guidance on with a key. Only what is spoken here is offered.
Sheet {
    id: sheet

    required property Shell app
    required property ReadingModel reading

    title: qsTrId("voice.title")
    line: qsTrId("voice.line")

    Column {
        width: parent.width
        spacing: Theme.l
        Repeater {
            model: [
                { code: "cmn", title: qsTrId("voice.cmn") },
                { code: "yue", title: qsTrId("voice.yue") },
                { code: "en", title: qsTrId("voice.en") }].filter(each => !sheet.reading.missing.includes(each.code))
            SheetChoice {
                required property var modelData
                width: parent ? parent.width : 0
                title: modelData.title
                line: ""
                checked: sheet.reading.voice === modelData.code
                onActivated: {
                    if (modelData.code === "en")
                        sheet.app.setLanguage("en");
                    else if (sheet.app.language === "en")
                        sheet.app.setLanguage("zh-Hans");
                    sheet.reading.setVoice(modelData.code);
                    sheet.closed();
                }
            }
        }
    }
}
