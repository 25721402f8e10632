# Completion of `ecm` for bash. The command itself knows what can come next: services, actions, parameters, values.
# Either: eval "$(ecm completions bash)"
# or:     ecm completions bash > ~/.local/share/bash-completion/completions/ecm

_ecm() {
    local line kind=
    COMPREPLY=()
    # The line as it is, because bash cuts words at `@`, `=` and `:` as well.
    while IFS= read -r line; do
        if [[ -z $kind ]]; then kind=$line; else COMPREPLY+=("$line"); fi
    done < <(ECM_COMPLETE=bash command ecm -- "${COMP_LINE:0:COMP_POINT}" "${COMP_LINE:COMP_POINT}" \
        "$COMP_WORDBREAKS" "$2" 2>/dev/null)
    case $kind in
    open) compopt -o nospace 2>/dev/null ;;
    files | folders)
        if ((${#COMPREPLY[@]} == 0)) && [[ $kind == files ]]; then
            compopt -o default 2>/dev/null
        else
            local action=-f
            [[ $kind == folders ]] && action=-d
            while IFS= read -r line; do
                compopt -o filenames 2>/dev/null
                COMPREPLY+=("$line")
            done < <(compgen "$action" -- "$2")
        fi
        ;;
    shell) compopt -o default -o bashdefault 2>/dev/null ;;
    esac
}

if ((BASH_VERSINFO[0] > 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] >= 4))); then
    complete -o nosort -F _ecm ecm
elif ((BASH_VERSINFO[0] == 4)); then
    complete -F _ecm ecm
else
    # Without `compopt`, files have to be there for all arguments.
    complete -o nospace -o default -F _ecm ecm
fi
