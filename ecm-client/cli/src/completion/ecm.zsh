#compdef ecm
# Completion of `ecm` for zsh. The command itself knows what can come next: services, actions, parameters, values.
# Either: source <(ecm completions zsh)          in ~/.zshrc, behind `compinit`
# or:     ecm completions zsh > DIR/_ecm         where DIR is a folder of $fpath

_ecm() {
    local line files= folders=
    local -a open closed
    while IFS= read -r line; do
        case $line in
            (+*) open+=("${line#+}") ;;
            (-*) closed+=("${line#-}") ;;
            (f*) files=${line#f} ;;
            (d*) folders=${line#d} ;;
        esac
    done < <(ECM_COMPLETE=zsh command ecm -- $((CURRENT - 1)) "${(Q)PREFIX}" "${(@Q)words}" 2>/dev/null)
    (( $#open )) && _describe -V ecm open -S ''
    (( $#closed )) && _describe -V ecm closed
    if [[ -n $files ]]; then
        compset -p $files
        _files
    elif [[ -n $folders ]]; then
        compset -p $folders
        _files -/
    fi
}

if [[ $funcstack[1] == _ecm ]]; then
    _ecm "$@"
else
    compdef _ecm ecm
fi
