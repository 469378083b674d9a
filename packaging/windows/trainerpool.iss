; The Windows installer, for one person, without an administrator. Inno Setup 6, after `python3 packaging/dev.py build`:
;   iscc /DVersion=0.1.0 packaging\windows\trainerpool.iss
; Not yet tried on Windows.
#ifndef Version
  #error Say the version of pyproject.toml: iscc /DVersion=X.Y.Z
#endif

[Setup]
AppId={{7B2C6C0E-5B0B-4C53-9C0D-3D1D0A3B8E51}
AppName=Trainer Pool
AppVersion={#Version}
AppPublisher=The Trainer Pool developers
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\Trainer Pool
DefaultGroupName=Trainer Pool
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=TrainerPool-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
; A pool that is open is asked to close, never killed.
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: desktopicon; Description: "Put Trainer Pool on the &desktop"; Flags: unchecked

[InstallDelete]
; An update leaves no library of the version before.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\trainerpool\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Trainer Pool"; Filename: "{app}\trainerpool-desk.exe"
Name: "{autodesktop}\Trainer Pool"; Filename: "{app}\trainerpool-desk.exe"; Tasks: desktopicon

[Registry]
; Files that open a desk. Pools themselves lie elsewhere and are never touched by installing or taking away.
Root: HKCU; Subkey: "Software\Classes\.tpool"; ValueType: string; ValueData: "TrainerPool.File"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.tpcarry"; ValueType: string; ValueData: "TrainerPool.File"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.tpreturn"; ValueType: string; ValueData: "TrainerPool.File"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\TrainerPool.File"; ValueType: string; ValueData: "Trainer Pool file"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\TrainerPool.File\shell\open\command"; ValueType: string; ValueData: """{app}\trainerpool-desk.exe"" ""%1"""

[Run]
Filename: "{app}\trainerpool-desk.exe"; Description: "Open Trainer Pool"; Flags: nowait postinstall skipifsilent
