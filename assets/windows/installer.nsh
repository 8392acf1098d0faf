; Offers Firewright under "Open with" for .yaml and .yml without becoming their program. Windows knows files by what
; follows the last dot, so `.firewright.yaml` can't be a type of its own.
; SHCTX is the user's part of the registry or the machine's, as the person who installs chose.

!define DESIGN_CLASS "Firewright.Design"

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\${DESIGN_CLASS}" "" "Firewright design"
  WriteRegStr SHCTX "Software\Classes\${DESIGN_CLASS}\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHCTX "Software\Classes\${DESIGN_CLASS}\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}" "FriendlyAppName" "${PRODUCT_NAME}"
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".yaml" ""
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".yml" ""
  WriteRegNone SHCTX "Software\Classes\.yaml\OpenWithProgids" "${DESIGN_CLASS}"
  WriteRegNone SHCTX "Software\Classes\.yml\OpenWithProgids" "${DESIGN_CLASS}"
  ; The shell is told that associations changed (SHCNE_ASSOCCHANGED).
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend

!macro customUnInstall
  DeleteRegValue SHCTX "Software\Classes\.yaml\OpenWithProgids" "${DESIGN_CLASS}"
  DeleteRegValue SHCTX "Software\Classes\.yml\OpenWithProgids" "${DESIGN_CLASS}"
  DeleteRegKey SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  DeleteRegKey SHCTX "Software\Classes\${DESIGN_CLASS}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend
