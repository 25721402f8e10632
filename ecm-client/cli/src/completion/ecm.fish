# Completion of `ecm` for fish. The command itself knows what can come next: services, actions, parameters, values.
# ecm completions fish > ~/.config/fish/completions/ecm.fish

function __ecm_complete
    set -l token (commandline --current-token --cut-at-cursor)
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    for line in (ECM_COMPLETE=fish command ecm -- $words "$token" 2>/dev/null)
        set -l rest (string sub --start 2 -- $line)
        switch $line
            case '-*'
                echo -- $rest
            case 'f*' 'd*'
                # Files are what fish completes for a command that it does not know.
                set -l paths (complete --do-complete "__ecm_files "(string replace -- "$rest" '' "$token"))
                if string match --quiet 'd*' -- $line
                    set paths (string match -- '*/' $paths)
                end
                for path in $paths
                    echo -- $rest$path
                end
        end
    end
end

complete --command ecm --keep-order --no-files --arguments '(__ecm_complete)'
