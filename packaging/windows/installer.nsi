; The installer, made by build.py:  makensis -DVERSION=… -DSOURCE=folder -DOUT=file -DKIND=small|full -DSIZE_KB=… installer.nsi
;
;   /S           without a question      /ALLUSERS  for everybody on this PC (needs an administrator)      /D=folder  last of all
;   uninstall.exe /S [/PURGE]            /PURGE removes the user's settings, drafts and Local Kafka's data too
;
; Exit status: 0 well, 1 cancelled, 2 could not (KafkaDesk runs; no administrator).

Target amd64-unicode ; first of all: a 32-bit installer results otherwise
SetCompressor /SOLID lzma
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include nsDialogs.nsh

Name "KafkaDesk"
OutFile "${OUT}"
BrandingText "KafkaDesk ${VERSION}"
RequestExecutionLevel user ; consent is asked for only where everybody's installation is chosen
InstallDir ""
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\KafkaDesk"
!define MUI_ICON "kafkadesk.ico"
!define MUI_UNICON "kafkadesk.ico"
!define MUI_ABORTWARNING

Var AllUsers
Var Everybody
Var Purge
Var PurgeBox

!insertmacro MUI_PAGE_LICENSE "${SOURCE}\licenses\Installer.txt"
Page custom WhoPage WhoLeave
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\kafkadeskw.exe"
!insertmacro MUI_PAGE_FINISH
UninstPage custom un.PurgePage un.PurgeLeave
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString WHO_TITLE ${LANG_ENGLISH} "For whom?"
LangString WHO_TITLE ${LANG_SIMPCHINESE} "为谁安装？"
LangString WHO_ME ${LANG_ENGLISH} "Only for me: no administrator is needed"
LangString WHO_ME ${LANG_SIMPCHINESE} "仅为我安装：不需要管理员权限"
LangString WHO_ALL ${LANG_ENGLISH} "For everybody on this PC: needs an administrator"
LangString WHO_ALL ${LANG_SIMPCHINESE} "为这台电脑的所有用户安装：需要管理员权限"
LangString WHO_WHY ${LANG_ENGLISH} "Better for everybody: the small program that changes this PC's hosts file, and asks an administrator for it, then lies where no other program of yours can change it. Choose it if you mean to use the hosts file editor."
LangString WHO_WHY ${LANG_SIMPCHINESE} "为所有用户安装的好处：修改本机 hosts 文件的小程序需要管理员同意，它会被放在您的其他程序无法改动的位置。如果要使用 hosts 文件编辑器，请选择此项。"
LangString RUNNING ${LANG_ENGLISH} "KafkaDesk is running. Close it and try again."
LangString RUNNING ${LANG_SIMPCHINESE} "KafkaDesk 正在运行。请关闭后重试。"
LangString NO_ADMIN ${LANG_ENGLISH} "Installing for everybody needs an administrator, and that was not granted. Nothing was changed."
LangString NO_ADMIN ${LANG_SIMPCHINESE} "为所有用户安装需要管理员权限，但未获得授权。没有做任何更改。"
LangString PURGE_TITLE ${LANG_ENGLISH} "Your settings and data"
LangString PURGE_TITLE ${LANG_SIMPCHINESE} "您的设置和数据"
LangString PURGE_BOX ${LANG_ENGLISH} "Also delete settings, profiles, drafts and all data of Local Kafka"
LangString PURGE_BOX ${LANG_SIMPCHINESE} "同时删除设置、连接配置、草稿以及本地 Kafka 的全部数据"
LangString PURGE_WHY ${LANG_ENGLISH} "Without it they stay in %LOCALAPPDATA%\KafkaDesk for the next installation. Passwords stay in the Windows Credential Manager either way."
LangString PURGE_WHY ${LANG_SIMPCHINESE} "不勾选时，它们会保留在 %LOCALAPPDATA%\KafkaDesk 中，供下次安装使用。密码始终保留在 Windows 凭据管理器中。"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductName" "KafkaDesk"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileDescription" "KafkaDesk installer (${KIND})"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "LegalCopyright" "The KafkaDesk authors, Apache License 2.0"

!macro Context
  ${If} $AllUsers == 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
!macroend

; A program that runs cannot be opened for writing.
!macro StopIfRunning
  ${If} ${FileExists} "$INSTDIR\kafkadeskw.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\kafkadeskw.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "$(RUNNING)" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; Only what an installation brought: whatever else somebody put into the folder stays.
!macro RemoveProgram
  Delete "$INSTDIR\kafkadeskw.exe"
  Delete "$INSTDIR\kafkadesk.exe"
  Delete "$INSTDIR\kafkadesk-hosts.exe"
  Delete "$INSTDIR\sbom.cdx.json"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licenses"
!macroend

Function SetFolder
  ${If} $AllUsers == 1
    StrCpy $INSTDIR "$PROGRAMFILES64\KafkaDesk"
  ${Else}
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\KafkaDesk"
  ${EndIf}
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" "InstallLocation" ; an older version goes where it is
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${EndIf}
FunctionEnd

Function .onInit
  SetRegView 64
  StrCpy $AllUsers 0
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/ALLUSERS" $0
  ${IfNot} ${Errors}
    StrCpy $AllUsers 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      MessageBox MB_OK|MB_ICONSTOP "$(NO_ADMIN)" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${EndIf}
  !insertmacro Context
  ${If} $INSTDIR == ""
    Call SetFolder
  ${EndIf}
FunctionEnd

Function WhoPage
  !insertmacro MUI_HEADER_TEXT "$(WHO_TITLE)" ""
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 5u 100% 12u "$(WHO_ME)"
  Pop $1
  ${NSD_CreateRadioButton} 0 22u 100% 12u "$(WHO_ALL)"
  Pop $Everybody
  ${NSD_CreateLabel} 12u 38u 95% 60u "$(WHO_WHY)"
  Pop $0
  ${If} $AllUsers == 1
    ${NSD_Check} $Everybody
  ${Else}
    ${NSD_Check} $1
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function WhoLeave
  ${NSD_GetState} $Everybody $0
  StrCpy $AllUsers 0
  ${If} $0 == ${BST_CHECKED}
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      ClearErrors
      ExecShell "runas" "$EXEPATH" "/ALLUSERS"
      ${If} ${Errors}
        MessageBox MB_OK|MB_ICONSTOP "$(NO_ADMIN)"
        Abort
      ${EndIf}
      Quit
    ${EndIf}
    StrCpy $AllUsers 1
  ${EndIf}
  !insertmacro Context
  Call SetFolder
FunctionEnd

Section
  !insertmacro Context
  !insertmacro StopIfRunning
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\KafkaDesk.lnk" "$INSTDIR\kafkadeskw.exe" "" "$INSTDIR\kafkadeskw.exe" 0
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "KafkaDesk"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\kafkadeskw.exe"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "KafkaDesk"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "AllUsers" $AllUsers
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Function un.onInit
  SetRegView 64
  StrCpy $AllUsers 0
  ReadRegStr $0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    StrCpy $AllUsers 1
  ${EndIf}
  StrCpy $Purge 0
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/PURGE" $0
  ${IfNot} ${Errors}
    StrCpy $Purge 1
  ${EndIf}
  ${If} $AllUsers == 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      ExecShell "runas" "$INSTDIR\uninstall.exe" "$1"
      Quit
    ${EndIf}
  ${EndIf}
  !insertmacro Context
FunctionEnd

Function un.PurgePage
  !insertmacro MUI_HEADER_TEXT "$(PURGE_TITLE)" ""
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateCheckBox} 0 5u 100% 12u "$(PURGE_BOX)"
  Pop $PurgeBox
  ${NSD_CreateLabel} 12u 22u 95% 40u "$(PURGE_WHY)"
  Pop $0
  nsDialogs::Show
FunctionEnd

Function un.PurgeLeave
  ${NSD_GetState} $PurgeBox $0
  ${If} $0 == ${BST_CHECKED}
    StrCpy $Purge 1
  ${EndIf}
FunctionEnd

Section Uninstall
  !insertmacro StopIfRunning
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\KafkaDesk.lnk"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  SetShellVarContext current
  RMDir /r "$LOCALAPPDATA\KafkaDesk\Cache" ; downloads: they can be made again
  ${If} $Purge == 1
    RMDir /r "$LOCALAPPDATA\KafkaDesk"
  ${Else}
    RMDir "$LOCALAPPDATA\KafkaDesk" ; when there is nothing of the user's in it
  ${EndIf}
SectionEnd
