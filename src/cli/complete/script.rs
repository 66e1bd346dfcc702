//! The scripts that let a shell ask netreg which words can come next.
//!
//! Each runs the program that made it, by its path, and never the word on the command line. It hands on what is typed
//! as text, so nothing of it is run, and drops messages.

use std::path::Path;

use netreg::text::shell_word;

use crate::cli::complete::request::LINE;
use crate::cli::complete::shell::Shell;

/// The variable that tells netreg for which shell it completes.
pub const SHELL: &str = "NETREG_COMPLETE";

const BASH: &str = r#"_netreg() {
    local line mark=
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("${line:1}")
        mark=${line:0:1}
    done < <(SHELL_VARIABLE=bash PROGRAM -- "${COMP_LINE:0:COMP_POINT}" "$2" "$COMP_TYPE" 2>/dev/null)
    # A word that is complete is followed by a space.
    if [[ ${#COMPREPLY[@]} -eq 1 && $mark == + ]]; then
        compopt +o nospace 2>/dev/null
    fi
}
complete -o nospace -o nosort -F _netreg netreg 2>/dev/null || complete -o nospace -F _netreg netreg
"#;

const ZSH: &str = r#"#compdef netreg
_netreg() {
    local line value help
    local -a complete open
    while IFS= read -r line; do
        value=${${line[2,-1]%%$'\t'*}//\\/\\\\}
        value=${value//:/\\:}
        help=${line#*$'\t'}
        [[ -n $help ]] && value+=:$help
        if [[ $line == +* ]]; then
            complete+=("$value")
        else
            open+=("$value")
        fi
    done < <(SHELL_VARIABLE=zsh PROGRAM -- "${(Q@)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    local -i found=1
    (( $#complete )) && _describe -V value complete && found=0
    (( $#open )) && _describe -V value open -S '' && found=0
    return found
}
if [[ $funcstack[1] == _netreg ]]; then
    _netreg "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _netreg netreg
fi
"#;

const FISH: &str = r"function __netreg_complete
    set -lx SHELL_VARIABLE fish
    PROGRAM -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --cut-at-cursor --current-token) 2>/dev/null
end
complete --command netreg --no-files --keep-order --arguments '(__netreg_complete)'
";

const ELVISH: &str = r#"use str
set edit:completion:arg-completer[netreg] = {|@words|
    tmp E:SHELL_VARIABLE = elvish
    try {
        (external PROGRAM) -- $@words 2>/dev/null | from-lines | each {|line|
            var value help = (str:split &max=2 "\t" $line[1..])
            var suffix = (if (str:has-prefix $line +) { put ' ' } else { put '' })
            var shown = (if (eq $help '') { put $value } else { put $value'  ('$help')' })
            edit:complex-candidate $value &display=$shown &code-suffix=$suffix
        }
    } catch e {
        nop
    }
}
"#;

const POWERSHELL: &str = r"Register-ArgumentCompleter -Native -CommandName netreg -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.Extent.Text
    $end = [Math]::Max(0, [Math]::Min($cursorPosition - $commandAst.Extent.StartOffset, $line.Length))
    $line = $line.Substring(0, $end)
    if ($wordToComplete -eq '') { $line += ' ' }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [Text.Encoding]::UTF8
        $env:SHELL_VARIABLE = 'powershell'
        $env:LINE_VARIABLE = $line
        & PROGRAM '--' 2>$null | ForEach-Object {
            $value, $help = $_ -split [char]9, 2
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item -ErrorAction Ignore Env:SHELL_VARIABLE, Env:LINE_VARIABLE
    }
}
";

/// Returns the script for a shell; `program` is the path of netreg, or its name if a shell finds it.
pub fn of(shell: Shell, program: &Path) -> String {
    let name = program.to_string_lossy();
    let (script, program) = match shell {
        Shell::Bash => (BASH, shell_word(program)),
        Shell::Zsh => (ZSH, shell_word(program)),
        Shell::Fish => (FISH, format!("'{}'", name.replace('\\', "\\\\").replace('\'', "\\'"))),
        Shell::Elvish => (ELVISH, format!("'{}'", name.replace('\'', "''"))),
        Shell::Powershell => (POWERSHELL, format!("'{}'", name.replace('\'', "''"))),
    };
    let script = script.replace("SHELL_VARIABLE", SHELL).replace("LINE_VARIABLE", LINE);
    script.replace("PROGRAM", &program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_of_the_program_is_quoted_for_each_shell() {
        let path = Path::new("/it's a/net\\reg");
        for (shell, quoted) in [
            (Shell::Bash, r"'/it'\''s a/net\reg' --"),
            (Shell::Zsh, r"'/it'\''s a/net\reg' --"),
            (Shell::Fish, r"'/it\'s a/net\\reg' --"),
            (Shell::Elvish, r"(external '/it''s a/net\reg') --"),
            (Shell::Powershell, r"& '/it''s a/net\reg' '--'"),
        ] {
            let script = of(shell, path);
            assert!(script.contains(quoted), "{script}");
            assert!(!script.contains("PROGRAM") && !script.contains("VARIABLE"), "{script}");
        }
    }
}
