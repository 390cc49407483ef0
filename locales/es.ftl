# Español neutro. Los tres archivos tienen las mismas claves con las mismas variables.
# Los números de partida, cuenta y referencia llegan como texto, para que no lleven separadores.

## Days, as CLDR writes them

# The twelve, with spaces between them.
date-months = ene feb mar abr may jun jul ago sept oct nov dic
date = { $day } { $month } { $year }

## Commands: names and descriptions as Discord lists them

command-link-name = vincular
command-link-description = Vincula tu cuenta de Steam para que Apolo sepa qué jugador eres
command-link-steam_id-name = steam_id
command-link-steam_id-description = Tu Steam ID, ID de amigo o enlace del perfil
command-unlink-name = desvincular
command-unlink-description = Elimina el vínculo con tu cuenta de Steam
command-profile-name = perfil
command-profile-description = Muestra quién eres en Dota 2: cuenta, medalla, balance y últimas partidas
command-match-name = partida
command-match-description = Muestra la tarjeta de una partida: la última tuya o cualquiera por su número
command-match-id-name = id
command-match-id-description = Número o enlace de la partida (sin él, la última tuya)
command-match-only_me-name = solo_yo
command-match-only_me-description = Solo tu parte en la partida, en grande
command-progress-name = progreso
command-progress-description = Muestra en un gráfico cómo te fue en tus últimas partidas: oro, experiencia, KDA y resultados
command-progress-metric-name = métrica
command-progress-metric-description = Lo que sigue el gráfico (oro por minuto si no eliges)
command-progress-matches-name = partidas
command-progress-matches-description = Cuántas de las últimas partidas, de 3 a 500 (80 si no eliges)
command-progress-member-name = miembro
command-progress-member-description = Otra persona de este servidor (tú si no eliges a nadie)
command-heroes-name = héroes
command-heroes-description = Muestra en un gráfico los héroes que juegas y cuánto ganas con ellos
command-heroes-member-name = miembro
command-heroes-member-description = Otra persona de este servidor (tú si no eliges a nadie)
command-coach-name = entrenador
command-coach-description = Recibe consejos sobre una partida: tu última u otra que jugaste, por su número
command-coach-match-name = partida
command-coach-match-description = Número o enlace de la partida (sin él, tu última)
command-leaderboard-name = ranking
command-leaderboard-description = Muestra quién juega mejor en este servidor
command-leaderboard-metric-name = métrica
command-leaderboard-metric-description = Según qué se ordena (sin ella, el porcentaje de victorias)
command-leaderboard-period-name = periodo
command-leaderboard-period-description = Qué partidas cuentan (sin él, las de los últimos 7 días)
command-dashboard-name = panel
command-dashboard-description = Publica en este canal un panel con botones para todos
command-settings-name = ajustes
command-settings-description = Configura Apolo en este servidor: idioma, panel y resumen semanal
command-privacy-name = privacidad
command-privacy-description = Mira qué guarda Apolo sobre ti, pide una copia, ocúltate o bórralo todo
command-queuehealth-name = colas
command-queuehealth-description = Para los operadores de Apolo: cómo están las colas de trabajos
command-jobs-name = trabajos
command-jobs-description = Para los operadores de Apolo: los trabajos, uno por uno
command-jobs-list-name = listar
command-jobs-list-description = Lista los trabajos; primero los que están en marcha o en espera
command-jobs-list-queue-name = cola
command-jobs-list-queue-description = Solo los de esta cola
command-jobs-list-state-name = estado
command-jobs-list-state-description = Solo los trabajos en este estado
command-jobs-show-name = mostrar
command-jobs-show-description = Muestra un trabajo: estado, horas, intentos, error
command-jobs-retry-name = reintentar
command-jobs-retry-description = Ejecuta de nuevo un trabajo fallido
command-jobs-cancel-name = cancelar
command-jobs-cancel-description = Cancela un trabajo que espera o está en marcha
command-jobs-remove-name = eliminar
command-jobs-remove-description = Elimina un trabajo que no está en marcha
command-jobs-job-name = trabajo
command-jobs-job-description = El id del trabajo o la referencia que recibió el miembro
command-help-name = ayuda
command-help-description = Lo que sabe hacer Apolo, comando por comando

## Entradas de los menús de Discord sobre personas y mensajes

menu-last_match = Ver última partida
menu-match_of_message = Ver la partida citada aquí

choice-metric-win_rate = Porcentaje de victorias
choice-metric-kda = KDA
choice-metric-gpm = GPM (oro por minuto)

choice-progress-gpm = GPM (oro por minuto)
choice-progress-xpm = XPM (experiencia por minuto)
choice-progress-kda = KDA
choice-progress-win_rate = Porcentaje de victorias
choice-progress-net_worth = Patrimonio
choice-progress-rank = Medalla
choice-period-week = Últimos 7 días
choice-period-month = Últimos 30 días
match-choice = { $hero } · { $result ->
        [won] Victoria
        [lost] Derrota
       *[unknown] Sin resultado
    } · { $score } · { $age }

## Errors: what the member gave

error-invalid-steam-id = Eso no parece una cuenta de Steam. Dame tu ID de amigo de Dota 2 (por ejemplo, 104334048), tu Steam ID de 17 dígitos o el enlace a un perfil de Steam, OpenDota, Dotabuff o STRATZ.
error-vanity-url = Ese enlace lleva un nombre personalizado, y por el nombre no puedo saber qué cuenta es. Toma tu ID de amigo de tu perfil en Dota 2, o el Steam ID de 17 dígitos que aparece arriba en <https://store.steampowered.com/account>, y usa `/{ command-link-name }` con ese número.
error-invalid-match-id = Eso no es un número de partida. Es el número que Dota 2 muestra arriba en los detalles de la partida, como 7412345678; también sirve el enlace de la partida en OpenDota, Dotabuff o STRATZ.
error-not-linked = Todavía no sé cuál es tu cuenta de Steam. Usa `/{ command-link-name }` con tu ID de amigo o el enlace de tu perfil y vuelve a intentarlo.
error-member-not-linked = No puedo mostrar a ese miembro: todavía no ha vinculado una cuenta de Steam con `/{ command-link-name }`, o no quiere que otros lo vean.
error-member-gone = Esa persona no es miembro de este servidor, así que no muestro aquí sus partidas.
error-member-is-bot = Eso es un bot, y los bots no juegan partidas clasificatorias (que yo sepa). Elige a una persona.
error-member-guild-only = En un mensaje directo solo muestro tus partidas. Para ver las de otra persona, pídelo en un servidor donde estén las dos personas.
error-no-match-in-message = No encuentro ninguna partida en este mensaje. Hace falta un número de partida de diez cifras o un enlace a la partida en OpenDota, Dotabuff o STRATZ.
error-not-in-match = No te encuentro entre los jugadores de la partida { $match }. Comprueba el número; si la jugaste, tus datos estaban ocultos entonces: los consejos funcionan con partidas jugadas después de activar «Exponer datos públicos de partidas» (“Expose Public Match Data”) en Dota 2.

## Errors: what Dota's sources say

error-match-not-found = No encuentro la partida { $match }. Revisa el número; si la partida acaba de terminar, espera unos minutos y vuelve a intentarlo.
error-analysis-unfinished = OpenDota aún no ha terminado de analizar la partida { $match }. Puede que todavía lo haga: prueba `/{ command-match-name }` con este número más tarde. Las repeticiones de hace más de unas dos semanas ya no se pueden analizar.
error-player-not-found = OpenDota no conoce a este jugador. Revisa el ID; si la cuenta es nueva, juega una partida pública y vuelve a intentarlo.
error-private-profile = Las partidas de este jugador están ocultas. Si eres tú: en Dota 2, abre Configuración → Opciones → Social y activa «Exponer datos públicos de partidas» («Expose Public Match Data»). Las partidas que juegues a partir de entonces se verán.
error-no-matches = Este jugador aún no tiene partidas públicas. Después de la próxima pasan unos minutos hasta que puedo verla.
error-no-medal = Todavía no hay medalla que seguir. Dota 2 muestra una tras las primeras partidas clasificatorias; cuando OpenDota la conozca, la anotaré día a día.
error-not-enough-matches =
    { $have ->
        [0] Para un gráfico necesito al menos { $need } partidas, y todavía no veo ninguna que cuente. Las partidas contra bots y las de menos de diez minutos no cuentan. Juega algunas más y vuelve a intentarlo.
        [one] Para un gráfico necesito al menos { $need } partidas, y por ahora solo veo una que cuenta. Las partidas contra bots y las de menos de diez minutos no cuentan. Juega algunas más y vuelve a intentarlo.
       *[other] Para un gráfico necesito al menos { $need } partidas, y por ahora solo veo { $have } que cuentan. Las partidas contra bots y las de menos de diez minutos no cuentan. Juega algunas más y vuelve a intentarlo.
    }
error-source-rate-limited =
    { $minutes ->
        [one] OpenDota no acepta más consultas mías por ahora. Vuelve a intentarlo en un minuto.
       *[other] OpenDota no acepta más consultas mías por ahora. Vuelve a intentarlo en { $minutes } minutos.
    }
error-source-unavailable = OpenDota, de donde saco las partidas, no responde en este momento. Lo intenté varias veces; vuelve a intentarlo en unos minutos.
error-bad-response = OpenDota envió algo que no pude leer. Vuelve a intentarlo más tarde. Si sigue pasando, dale esta referencia a un operador: { $reference }

## Errors: what happened to the work

error-timeout = Esto tardó demasiado y lo detuve. Vuelve a intentarlo. Si sigue pasando, dale esta referencia a un operador: { $reference }
error-poison = No pude terminarlo: falló una y otra vez. Los operadores pueden investigarlo con esta referencia: { $reference }
error-internal = Algo salió mal de mi lado. Vuelve a intentarlo. Si sigue pasando, dale esta referencia a un operador: { $reference }
error-cancelled = Esta petición se canceló. Usa el comando otra vez si todavía quieres la respuesta.
error-jobs-unavailable = En este momento no puedo aceptar trabajo. Vuelve a intentarlo en unos minutos. Referencia para los operadores: { $reference }
error-store-unavailable = En este momento no llego a mi base de datos, así que no se cambió nada. Vuelve a intentarlo en unos minutos. Referencia para los operadores: { $reference }
error-picture-expired = La imagen quedó lista, pero ya no está guardada. Usa el comando una vez más.

## Errors: on the way into the channel

error-picture-too-large = La imagen es más grande de lo que Discord acepta aquí, así que no puedo publicarla.
error-blocked-by-server = El AutoMod de este servidor no deja pasar mi respuesta. Un administrador puede hacer una excepción para mí en Ajustes del servidor → AutoMod.
error-missing-permissions = No tengo permiso para adjuntar imágenes en este canal. Pídele a un administrador el permiso «Adjuntar archivos» para mí o prueba en otro canal.

## Errors: refused at once

error-already-pending = Ya estoy en ello: la respuesta a tu primera petición está en camino.
error-fair-use-minute =
    { $seconds ->
        [one] Han sido muchas peticiones seguidas. En un segundo vuelvo a atenderte.
       *[other] Han sido muchas peticiones seguidas. En { $seconds } segundos vuelvo a atenderte.
    }
error-fair-use-member =
    { $minutes ->
        [one] Me has hecho { $most } peticiones en un día, que es todo lo que tengo para cada miembro. Inténtalo de nuevo en un minuto.
       *[other] Me has hecho { $most } peticiones en un día, que es todo lo que tengo para cada miembro. Inténtalo de nuevo en { $minutes } minutos.
    }
error-fair-use-server =
    { $minutes ->
        [one] Este servidor ya ha gastado lo que tengo al día para cada servidor. Inténtalo de nuevo en un minuto.
       *[other] Este servidor ya ha gastado lo que tengo al día para cada servidor. Inténtalo de nuevo en { $minutes } minutos.
    }
error-analyses-member =
    { $minutes ->
        [one] Puedes pedir el análisis de { $most } partidas al día y ya las has gastado. Inténtalo de nuevo en un minuto.
       *[other] Puedes pedir el análisis de { $most } partidas al día y ya las has gastado. Inténtalo de nuevo en { $minutes } minutos.
    }
error-analyses-server =
    { $minutes ->
        [one] Los análisis de hoy de este servidor se han agotado. Inténtalo de nuevo en un minuto.
       *[other] Los análisis de hoy de este servidor se han agotado. Inténtalo de nuevo en { $minutes } minutos.
    }
error-restarting = Me estoy reiniciando. Vuelve a intentarlo en un momento.
error-journal-unavailable = En este momento no puedo aceptar peticiones. Vuelve a intentarlo en unos minutos. Referencia para los operadores: { $reference }
error-command-outdated = Este comando cambió entretanto. Reinicia Discord (Ctrl+R en la computadora) y úsalo de nuevo.
error-invalid-option = No puedo usar una de las opciones que diste. Elige entre las que ofrece Discord y vuelve a intentarlo.
error-guild-only = Eso solo funciona en un servidor: el ranking se hace con sus miembros. Usa `/{ command-leaderboard-name }` allí.
error-dashboard-guild-only = El panel va en un canal de un servidor. Usa `/{ command-dashboard-name }` allí.
error-needs-manage-guild = Solo quien tiene el permiso «Gestionar servidor» puede publicar el panel. Pídele que use `/{ command-dashboard-name }`.
error-settings-guild-only = Los ajustes son de un servidor. Usa `/{ command-settings-name }` en el tuyo.
error-settings-need-manage-guild = Solo quien tiene el permiso «Gestionar servidor» puede cambiar cómo funciono aquí. Pídele que use `/{ command-settings-name }`.
error-channel-gone = Ya no encuentro ese canal. Elige otro.
error-channel-closed = No puedo publicar en <#{ $channel }>. Dame allí los permisos «Ver canal», «Enviar mensajes» y «Adjuntar archivos», o elige otro canal.
error-not-operator = Esto es solo para los operadores de Apolo, que cuidan las máquinas en las que funciona.
error-queues-unreachable = Ahora no puedo ver los trabajos: Redis no responde. Vuelve a intentarlo cuando esté de vuelta.
error-unknown-queue-name = No existe esa cola. Las que hay: { $queues }.
error-job-unknown = No conozco el trabajo **{ $job }**. Puede que se haya eliminado: los trabajos terminados solo se guardan un tiempo.
error-reference-unknown = Ningún trabajo que aún se guarde tiene la referencia **{ $job }**. Lo que pasó está en los registros de los bots bajo esa referencia.
error-button-outdated = Este botón ya no funciona: es de una versión antigua mía. Quien tenga el permiso «Gestionar servidor» puede publicar un panel nuevo con `/{ command-dashboard-name }`; los comandos también funcionan sin él.

## Delivery: when an answer takes long

delivery-continues-in-channel = Esto está tardando más de lo normal. Sigo en ello y publicaré el resultado en este canal.
progress-waiting = Ahora mismo tengo mucho trabajo; tu petición está en la cola…
progress-fetching = Buscando los datos de las partidas…
progress-drawing = Dibujando la imagen…
progress-writing = Pensando en la partida…
progress-computing = Haciendo cuentas…
progress-analysing = OpenDota está analizando la partida; suele llevar unos minutos…
delivery-late-result = Aquí está el resultado para <@{ $user }>:
delivery-private-expired = Esto tarda más de lo que Discord me deja mantener abierta una respuesta privada. Usa el comando de nuevo en unos minutos; para entonces debería ir más rápido.

## Pedir el análisis de una partida

analysis-button = Pedir análisis
analysis-requested = Hecho: OpenDota está analizando la partida { $match }, lo que suele llevar unos minutos. En cuanto esté listo, publicaré la tarjeta más completa en este canal.
analysis-done = La partida { $match } ya está analizada; aquí tienes la tarjeta más completa.

## Linking a Steam account

link-done = Listo: te vinculé a **{ $name }** (ID de amigo { $account }). Ahora `/{ command-match-name }` muestra tus partidas.
link-done-unnamed = Listo: te vinculé a la cuenta con el ID de amigo { $account }. Ahora `/{ command-match-name }` muestra tus partidas.
link-hidden = Listo: te vinculé a la cuenta con el ID de amigo { $account }. Pero sus partidas están ocultas y todavía no puedo mostrarlas: en Dota 2, abre Configuración → Opciones → Social y activa «Exponer datos públicos de partidas» («Expose Public Match Data»).
link-unchanged = Esa cuenta ya está vinculada a ti: ID de amigo { $account }.
link-removed = Listo: olvidé tu cuenta de Steam.
link-none = No había ninguna cuenta de Steam vinculada, así que no hay nada que eliminar.
link-form-title = Vincular tu cuenta de Steam
link-form-label = Tu cuenta de Steam

## El perfil

profile-no-medal = Sin medalla
profile-account = ID de amigo { $account } · [OpenDota](<https://www.opendota.com/players/{ $account }>)
profile-friend-id = ID de amigo { $account }
profile-result =
    { $result ->
        [won] Victoria
        [lost] Derrota
       *[unknown] Sin resultado
    }
profile-recent = Últimas partidas
profile-hidden = Estas partidas están ocultas, así que no puedo mostrarlas: en Dota 2, abre Configuración → Opciones → Social y activa «Exponer datos públicos de partidas» («Expose Public Match Data»).
profile-no-matches = Ahora mismo no veo ninguna partida.

## The dashboard

panel-title = Apolo
panel-text = Tus partidas de Dota 2 a un botón de distancia. ¿Primera vez por aquí? Dime quién eres con `/{ command-link-name }` y tu ID de amigo; después, solo pulsa.
panel-last_match = Última partida
panel-progress = Progreso
panel-heroes = Héroes
panel-coaching = Entrenador
panel-leaderboard = Ranking
panel-language = Idioma
panel-link = Vincular Steam

## The member's language

language-prompt = ¿En qué idioma quieres que te responda, en todos los servidores y en los mensajes directos?
language-automatic-button = El mismo que Discord
language-set = Entendido: a partir de ahora te respondo en español.
language-automatic = Entendido: a partir de ahora te respondo en el idioma en que tengas Discord, si lo hablo.

## Los ajustes del servidor

settings-title = ## Ajustes de este servidor
    Cada elección se guarda al momento.
settings-language-label = **Idioma**
    -# Para quien no haya elegido el suyo con el botón «{ panel-language }» del panel.
settings-language-automatic = El idioma del Discord de cada persona
settings-panel-label = **Panel**
    -# Quién ve las respuestas de los botones del panel.
settings-panel-public-choice = Responder en el canal
settings-panel-private-choice = Responder solo a quien pulsa
settings-digest-label = **Resumen semanal**
    -# El ranking, lo más destacado y la mejor partida, una vez por semana.
settings-digest-channel_gone = Lo desactivé: el canal ya no existe. Elige otro canal y un día.
settings-digest-channel_closed = Lo desactivé: no puedo publicar imágenes en ese canal. Permíteme ver el canal, enviar mensajes y adjuntar archivos en él, y vuelve a elegir un día.
settings-digest-off-choice = Desactivado
settings-day-1 = Cada lunes
settings-day-2 = Cada martes
settings-day-3 = Cada miércoles
settings-day-4 = Cada jueves
settings-day-5 = Cada viernes
settings-day-6 = Cada sábado
settings-day-7 = Cada domingo
settings-channel-label = **Canal del resumen**
settings-channel-placeholder = Elige un canal
settings-language-set =
    { $language ->
        [en] Guardado. En este servidor ahora hablo inglés, salvo con quien haya elegido otro idioma.
        [pt] Guardado. En este servidor ahora hablo portugués, salvo con quien haya elegido otro idioma.
        [es] Guardado. En este servidor ahora hablo español, salvo con quien haya elegido otro idioma.
       *[none] Guardado. Ahora respondo a cada persona en el idioma en que tenga Discord, si lo hablo.
    }
settings-panel-public = Guardado. Los botones del panel ahora responden en el canal, a la vista de todos.
settings-panel-private = Guardado. Los botones del panel ahora responden solo a quien pulsa.
settings-digest-on = Guardado. { $day } publicaré el resumen semanal en <#{ $channel }>.
settings-digest-off = Guardado. No hay resumen semanal.
settings-digest-needs-channel = Guardado. Resumen semanal: { $day }. Ahora elige en qué canal; hasta entonces no habrá resumen.
settings-digest-needs-day = Guardado. El canal del resumen semanal es <#{ $channel }>. El resumen estará desactivado hasta que elijas un día.

## La ayuda

help-title = ## Lo que sé hacer
    Vincula tu cuenta de Steam una vez; después, todos los comandos saben quién eres.
help-everyone = ### Para todos
help-managers = ### Para quien gestiona el servidor
help-operators = ### Para operadores
help-menus = **Menús:** «{ menu-last_match }» está en el menú de cada persona, en «Aplicaciones»; «{ menu-match_of_message }», en el de cada mensaje.

## La privacidad

privacy-title = ## Lo que guardo sobre ti
privacy-stored = **En mi base de datos, hasta que lo borres**
    • la cuenta de Steam que vinculaste, y cuándo
    • los servidores donde me has usado, por sus rankings
    • lo que elegiste: tu idioma, y si los demás pueden verte
    • tus puestos en esos rankings
    • de esa cuenta: el nombre, la medalla día a día y las partidas públicas que muestra OpenDota
privacy-short = **Por poco tiempo**
    • lo que pides, hasta un día: para responderte y averiguar qué falló
    • cuánto has pedido, hasta un día: para que nadie gaste lo que es de todos
    • imágenes y archivos terminados, una hora; textos del entrenador (sin tu nombre), 30 días
privacy-not-stored = **Nunca**
    • tus mensajes, tus amigos, tu contraseña, tu correo
privacy-export-json = Recibir una copia (JSON)
privacy-export-csv = Recibir una copia (CSV)
privacy-visibility = **Quién puede verte:** las personas de tus servidores pueden consultar tus partidas, y apareces en los rankings. Si te ocultas, ni lo uno ni lo otro.
privacy-visibility-hide = Ocultarme a los demás
privacy-visibility-show = Mostrarme a los demás
privacy-ask-delete = Borrarlo todo…
privacy-delete-question = **¿Borrar todo lo que guardo sobre ti?** No se puede deshacer. Tu cuenta de Steam se desvincula y tu historial aquí se pierde; lo que saben Dota 2 y OpenDota se queda con ellos.
privacy-delete-yes = Borrarlo todo
privacy-delete-no = Conservarlo
privacy-exported = Esto es todo lo que guardo sobre ti. Solo tú ves este mensaje.
privacy-deleted = Listo: he borrado de mi base de datos todo lo tuyo. Lo que aún queda desaparece solo: tus últimas peticiones, y cuántas fueron, en un día; las imágenes y los archivos terminados en una hora; los textos del entrenador (sin tu nombre) en 30 días. Los datos públicos de partidas que otros jugadores usan se quedan; no dicen quién eres en Discord. Si eres de quienes me operan: lo que hiciste como tal queda un año en el registro de auditoría.
privacy-nothing-to-delete = No había nada tuyo en mi base de datos. Tus últimas peticiones desaparecen en un día.
privacy-hidden = Listo: los demás ya no pueden consultarte, y estás fuera de los rankings. Tú puedes seguir usándolo todo; lo que pidas en un canal lo ven todos allí.
privacy-shown = Listo: las personas de tus servidores pueden consultar tus partidas, y vuelves a los rankings con su próxima actualización.

## Queue health, for operators

health-verdict-healthy = todo en orden
health-verdict-degraded = con problemas
health-verdict-critical = situación crítica
health-title = Colas de trabajos: { $verdict }
health-as-of = Datos de { $time }
health-redis = Redis responde en { $latency } y usa { $used } de memoria.
health-redis-limited = Redis responde en { $latency } y usa { $used } de { $limit } de memoria.
health-redis-away = Sin cifras: Redis no responde. Las peticiones ya aceptadas están guardadas en el diario y aún recibirán respuesta.
health-database = PostgreSQL { $version } responde en { $latency }.
health-database-away = PostgreSQL no responde: no se pueden leer ni cambiar vínculos, ajustes ni rankings.
health-workers =
    { $count ->
        [0] No hay ningún proceso de trabajo en marcha.
        [one] Hay 1 proceso de trabajo en marcha; hilos ocupados: { $busy } de { $threads }.
       *[other] Hay { $count } procesos de trabajo en marcha; hilos ocupados: { $busy } de { $threads }.
    }
health-paused = en pausa
health-counts = En espera: { $waiting } · activos: { $active } · aplazados: { $delayed } · fallidos: { $failed } · completados: { $completed }
health-times = Por minuto: { $rate } · espera p50 / p95: { $wait } · ejecución p50 / p95: { $run } · el más antiguo en espera: { $oldest } · procesos: { $workers }
health-more-queues =
    { $count ->
        [one] Hay 1 cola más que no aparece aquí; `apolo queues` las muestra todas.
       *[other] Hay { $count } colas más que no aparecen aquí; `apolo queues` las muestra todas.
    }
health-reason-unreachable = Redis no responde.
health-reason-no_worker =
    { $count ->
        [one] Hay 1 trabajo en espera y ningún proceso atiende esta cola.
       *[other] Hay { $count } trabajos en espera y ningún proceso atiende esta cola.
    }
health-reason-stalled_worker = Un proceso de trabajo lleva { $time } sin dar señales.
health-reason-backlog = Hay { $count } trabajos en espera.
health-reason-slow = El trabajo más antiguo lleva { $time } esperando.
health-reason-failures = Falló el { $percent } % de los trabajos de los últimos 10 minutos.
health-reason-paused =
    { $count ->
        [one] En pausa con 1 trabajo en espera.
       *[other] En pausa con { $count } trabajos en espera.
    }
health-reason-memory = Redis ya ha usado el { $percent } % de su memoria.
health-reason-database = PostgreSQL no responde.
health-reason-local =
    { $count ->
        [one] Hay 1 trabajo en marcha en la propia máquina del bot, sin Redis.
       *[other] Hay { $count } trabajos en marcha en la propia máquina del bot, sin Redis.
    }
health-chart-away = Sin gráfico: Redis no responde.
health-chart-paused = Sin gráfico: la cola en que se dibujaría está en pausa.
health-chart-no_worker = Sin gráfico: ningún proceso atiende la cola en que se dibujaría.
health-chart-late = Sin gráfico: ningún proceso lo dibujó en 20 segundos.
health-chart-failed = Sin gráfico: no se pudo dibujar; el registro de los procesos dice por qué.
health-pause = Pausar una cola…
health-resume = Reanudar una cola…
health-all = Todas las colas
health-refresh = Actualizar
health-retry = Reintentar los fallidos
health-clear = Eliminar los fallidos
health-clear-question =
    { $count ->
        [one] ¿Eliminar para siempre 1 trabajo fallido? Después no se podrá consultar ni reintentar.
       *[other] ¿Eliminar para siempre { $count } trabajos fallidos? Después no se podrán consultar ni reintentar.
    }
health-clear-yes = Eliminar
health-clear-no = Conservar
health-note-paused = En pausa: { $queues }
health-note-resumed = Reanudadas: { $queues }
health-note-unchanged = No hizo falta cambiar nada.
health-note-retried =
    { $count ->
        [0] No había trabajos fallidos que reintentar.
        [one] 1 trabajo fallido vuelve a estar en la cola.
       *[other] { $count } trabajos fallidos vuelven a estar en la cola.
    }
health-note-cleared =
    { $count ->
        [0] No había trabajos fallidos que eliminar.
        [one] Se eliminó 1 trabajo fallido.
       *[other] Se eliminaron { $count } trabajos fallidos.
    }
health-note-busy = Sigo en ello. Pulsa «{ health-refresh }» en un momento.
health-note-failed = No se pudo hacer: Redis no responde. Vuelve a intentarlo cuando esté de vuelta.

## Alerts, for operators

alert-before = Antes: { $verdict }
alert-look = `/{ command-queuehealth-name }` muestra más y permite intervenir.

## The audit log, for operators

audit-title = Registro de acciones
audit-back = Volver a las colas
audit-empty = Todavía no se ha hecho nada.
audit-more = `apolo audit` muestra más.
audit-incomplete = PostgreSQL no responde: estas son solo las entradas que aún esperan en esta máquina.
audit-waiting = aún no está en la base de datos
audit-begun = resultado desconocido
audit-failed = falló: { $reason }
audit-action-pause = Pausa
audit-action-resume = Reanudación
audit-action-retry_failed = Reintento de los trabajos fallidos
audit-action-clear_failed = Eliminación de los trabajos fallidos
audit-action-retry_job = Reintento de un trabajo
audit-action-remove_job = Eliminación de un trabajo
audit-action-cancel_job = Cancelación de un trabajo
audit-action-drain = Vaciado de la cola
audit-action-raise_job = Adelanto de un trabajo

## Jobs, for operators

job-state-active = Activo
job-state-waiting = En espera
job-state-delayed = Aplazado
job-state-completed = Completado
job-state-failed = Fallido
job-state-unknown = Ya no se guarda
job-attempts = { $attempts } de { $most } intentos
job-attempts-whole =
    { $crashes ->
        [0] Intentos: { $attempts } de { $most }
        [one] Intentos: { $attempts } de { $most } · { $crashes } caída
       *[other] Intentos: { $attempts } de { $most } · { $crashes } caídas
    }
job-priority = Prioridad { $priority } · { $tenant }
job-tenant-server = para el servidor { $server }
job-tenant-direct = para un mensaje directo
job-tenant-none = para nadie en particular
job-progress = Progreso: { $percent } % · { $what }
job-worker = Proceso: { $worker }
job-created = Creado: { $time }
job-due = Previsto: { $time }
job-started = Iniciado: { $time }
job-finished = Terminado: { $time }
job-error = Error **{ $code }**: { $message }
jobs-title = Trabajos · { $queue }
jobs-none = No hay ninguno.
jobs-page =
    { $count ->
        [one] Página { $page } de { $pages } · 1 trabajo
       *[other] Página { $page } de { $pages } · { $count } trabajos
    }
jobs-previous = Anterior
jobs-next = Siguiente
jobs-look = Ver un trabajo…
jobs-list = Lista
jobs-retry = Reintentar
jobs-cancel = Cancelar
jobs-remove = Eliminar
jobs-keep = Conservarlo
jobs-cancel-question = ¿Cancelar el trabajo `{ $job }`? A quien lo esté esperando se le avisará de que se canceló.
jobs-remove-question = ¿Eliminar para siempre el trabajo `{ $job }`? Después no se podrá consultar ni reintentar.
jobs-retry_job-done = El trabajo vuelve a estar en la cola.
jobs-retry_job-refused = No ha fallado, así que no había nada que reintentar.
jobs-cancel_job-done = El trabajo se canceló. Si ya estaba en marcha, se detendrá en cuanto pueda.
jobs-cancel_job-refused = Ya había terminado, así que no había nada que cancelar.
jobs-remove_job-done = El trabajo se eliminó.
jobs-remove_job-refused = Está en marcha, así que se queda.

## The match card

card-radiant = Radiant
card-dire = Dire
card-victory-radiant = Victoria de Radiant
card-victory-dire = Victoria de Dire
card-victory-team = Victoria de { $team }
card-no-result = Sin resultado
card-winner = GANÓ
card-mvp = MVP
card-abandoned = SALIÓ
card-anonymous = Anónimo
card-unknown-hero = Héroe n.º { $id }
card-match = Partida { $id }
card-no-players = La fuente no indica jugadores de esta partida
card-no-figures = La fuente no da cifras de esta partida
card-net-worth = Patrimonio
card-earned-gold = Oro obtenido
card-advantage-gold = Ventaja de oro (obtenido)
card-advantage-net-worth = Ventaja de patrimonio
card-biggest-lead = mayor ventaja, minuto { $minute }
card-totals = Totales por equipo
card-not-parsed = Partida sin analizar: no hay gráfico en el tiempo
card-total-kills = Asesinatos
card-total-hero-damage = Daño a héroes
card-total-tower-damage = Daño a torres
card-total-last-hits = Últimos golpes
card-detail-gpm = GPM
card-detail-xpm = XPM
card-detail-last-hits = LH

card-lobby-normal = Sin clasificar
card-lobby-practice = Sala privada
card-lobby-tournament = Torneo
card-lobby-tutorial = Tutorial
card-lobby-coop_bots = Cooperativo contra bots
card-lobby-ranked_team_mm = Clasificatoria
card-lobby-ranked_solo_mm = Clasificatoria
card-lobby-ranked = Clasificatoria
card-lobby-1v1_mid = 1c1
card-lobby-battle_cup = Copa de Batalla
card-lobby-local_bots = Bots
card-lobby-spectator = Espectador
card-lobby-event = Evento
card-lobby-gauntlet = Gauntlet
card-lobby-new_player = Jugadores nuevos
card-lobby-featured = Destacada

card-mode-all_pick = Elección libre
card-mode-captains_mode = Modo capitán
card-mode-random_draft = Selección aleatoria
card-mode-single_draft = Selección única
card-mode-all_random = Todo al azar
card-mode-intro = Introducción
card-mode-diretide = Diretide
card-mode-reverse_captains_mode = Modo capitán inverso
card-mode-greeviling = Greeviling
card-mode-tutorial = Tutorial
card-mode-mid_only = Solo por el medio
card-mode-least_played = Menos jugados
card-mode-limited_heroes = Héroes limitados
card-mode-compendium_matchmaking = Compendio
card-mode-custom = Partida personalizada
card-mode-captains_draft = Selección de capitanes
card-mode-balanced_draft = Selección equilibrada
card-mode-ability_draft = Selección de habilidades
card-mode-event = Evento
card-mode-all_random_death_match = Combate a muerte al azar
card-mode-1v1_mid = 1c1 por el medio
card-mode-all_draft = Elección libre
card-mode-turbo = Turbo
card-mode-mutation = Mutación
card-mode-coaches_challenge = Desafío del entrenador

card-medal-herald = Heraldo
card-medal-guardian = Guardián
card-medal-crusader = Cruzado
card-medal-archon = Arconte
card-medal-legend = Leyenda
card-medal-ancient = Ancestral
card-medal-divine = Divino
card-medal-immortal = Inmortal

card-alt-result = Partida de Dota 2 { $id }: { $result }, en { $duration }.
card-alt-facts = { $facts }.
card-alt-team = { $team }: { $players }.
card-alt-player = { $name } ({ $hero }) { $kda }, { $gold }
card-alt-gold-net-worth = Cada uno con asesinatos/muertes/asistencias y patrimonio.
card-alt-gold-earned-gold = Cada uno con asesinatos/muertes/asistencias y oro obtenido.

## La tarjeta de jugador

player-victory = Victoria
player-defeat = Derrota
player-left = Abandono
player-level = Nivel { $level }
player-some-hero = Héroe desconocido
player-deaths = Muertes
player-assists = Asistencias
player-percent = { $percent } %
player-gpm = GPM
player-xpm = XPM
player-last-hits = Últimos golpes
player-hero-damage = Daño a héroes
player-tower-damage = Daño a torres
player-healing = Curación
player-participation = Participación en asesinatos
player-better-than = supera al { $percent } %
player-of-team = { $percent } % del equipo
player-section-hero = En comparación con partidas recientes de { $hero }
player-section-team = En comparación con el equipo
player-verdict-won-strong = Victoria con actuación destacada
player-verdict-won-mixed = Victoria sólida
player-verdict-won-weak = Victoria pese a cifras discretas
player-verdict-lost-strong = Destacó incluso en la derrota
player-verdict-lost-mixed = Buen papel en la derrota
player-verdict-lost-weak = Partida difícil
player-verdict-none-strong = Cifras destacadas
player-verdict-none-mixed = Cifras sólidas
player-verdict-none-weak = Cifras discretas
player-verdict-abandoned = Salió antes del final
player-best = Lo mejor: { $figure }, supera al { $percent } %
player-worst = lo más flojo: { $figure }, supera al { $percent } %
player-part-kills = Participó en el { $percent } % de los asesinatos del equipo
player-part-damage = { $percent } % del daño a héroes del equipo
player-part-worth = { $place }.º del equipo en patrimonio
player-alt-opening = { $name } con { $hero } en la partida de Dota 2 { $id }: { $result } en { $duration }, asesinatos/muertes/asistencias { $kda }.

## El gráfico de progreso

progress-title = Progreso
progress-subtitle = Últimas { $matches } partidas · media móvil de { $window } partidas
progress-subtitle-turbo = Últimas { $matches } partidas Turbo · media móvil de { $window } partidas
progress-win-rate = { $percent } % de victorias
progress-wins = { $wins } V
progress-losses = { $losses } D
progress-win = V
progress-loss = D
progress-gold_per_min = GPM
progress-xp_per_min = XPM
progress-kda = KDA
progress-win_rate = Victorias
progress-net_worth = Patrimonio
progress-percent = { $percent }{ "\u00A0" }%
progress-turbo = TURBO
progress-since = frente a las { $window } primeras
progress-best = Mejor: { $value }
progress-best-with = Mejor: { $value } · { $hero }
progress-worst = Peor: { $value }
progress-worst-with = Peor: { $value } · { $hero }
progress-turbo-left-out =
    { $matches ->
        [one] sin 1 partida Turbo
       *[other] sin { $matches } partidas Turbo
    }
progress-medal = Medalla
progress-medal-place = { $medal } n.º { $place }
progress-medal-since = desde el { $day }
progress-medal-first = anotada ahora; la línea crece día a día
progress-no-figures = Sin datos de estas partidas

progress-alt-opening = Progreso de { $name } en Dota 2: últimas { $matches } partidas.
progress-alt-opening-unnamed = Progreso en Dota 2: últimas { $matches } partidas.
progress-alt-opening-turbo = Progreso de { $name } en Dota 2: últimas { $matches } partidas Turbo.
progress-alt-opening-turbo-unnamed = Progreso en Dota 2: últimas { $matches } partidas Turbo.
progress-alt-period = Del { $first } al { $last }.
progress-alt-result = Victorias: { $wins }. Derrotas: { $losses }. Porcentaje de victorias: { $percent } %.
progress-alt-averages = Medias de las últimas { $window } partidas: { $figures }.
progress-alt-averages-compared = Medias de las últimas { $window } partidas, comparadas con las { $window } primeras: { $figures }.
progress-alt-figure = { $figure } { $value }
progress-alt-figure-up = { $figure } { $value } (subió { $change })
progress-alt-figure-down = { $figure } { $value } (bajó { $change })
progress-alt-figure-same = { $figure } { $value } (igual)
progress-alt-turbo-left-out =
    { $matches ->
        [one] { $figures } sin 1 partida Turbo.
       *[other] { $figures } sin { $matches } partidas Turbo.
    }
progress-alt-medal = Medalla actual: { $medal }.
progress-alt-medal-up =
    { $stars ->
        [one] El { $day } era { $medal }: subió 1 estrella.
       *[other] El { $day } era { $medal }: subió { $stars } estrellas.
    }
progress-alt-medal-down =
    { $stars ->
        [one] El { $day } era { $medal }: bajó 1 estrella.
       *[other] El { $day } era { $medal }: bajó { $stars } estrellas.
    }
progress-alt-medal-same = El { $day } era { $medal }: igual.
progress-alt-best = Mejor { $figure } en una partida: { $value }.
progress-alt-best-with = Mejor { $figure } en una partida: { $value }, con { $hero }.

## El gráfico de héroes

heroes-title = Héroes
heroes-matches =
    { $matches ->
        [one] Última partida
       *[other] Últimas { $matches } partidas
    }
heroes-count =
    { $heroes ->
        [one] { $heroes } héroe
       *[other] { $heroes } héroes
    }
heroes-rate = Victorias y margen de error (95{ "\u00A0" }%)
heroes-best = MEJOR
heroes-others =
    { $heroes ->
        [one] y { $heroes } héroe más: { $games }, { $rate } de victorias
       *[other] y { $heroes } héroes más: { $games }, { $rate } de victorias
    }
heroes-alt =
    { $matches ->
        [one] Héroes de { $name } en la última partida de Dota 2, con partidas, porcentaje de victorias y KDA:
       *[other] Héroes de { $name } en las últimas { $matches } partidas de Dota 2, con partidas, porcentaje de victorias y KDA:
    }
heroes-alt-unnamed =
    { $matches ->
        [one] Héroes de la última partida de Dota 2, con partidas, porcentaje de victorias y KDA:
       *[other] Héroes de las últimas { $matches } partidas de Dota 2, con partidas, porcentaje de victorias y KDA:
    }
heroes-alt-hero = { $hero } { $games }, { $rate }, { $kda }

## El gráfico de salud de las colas

queues-title = Colas de trabajos
queues-hour = Los últimos 60 minutos, minuto a minuto
queues-moment = { $time } UTC
queues-per-minute = Trabajos por minuto
queues-failed = { $failed } fallaron ({ $percent })
queues-failed-short = fallos: { $failed }
queues-none-failed = ninguno falló
queues-wait = Espera hasta que empieza un trabajo
queues-p95 = p95 { $time }
queues-p50 = p50 { $time }
queues-ago = hace 60 min
queues-now = ahora
queues-nothing = Ningún trabajo en la última hora
queues-line = { $waiting } en espera · { $done } hechos
queues-line-short = { $waiting } en espera
queues-paused = en pausa · { $waiting } en espera
queues-more =
    { $count ->
        [one] y { $count } cola más
       *[other] y { $count } colas más
    }
queues-alt = Colas de trabajos en la última hora: { $verdict }. Trabajos por minuto: { $rate }; { $failures }. Espera: p50 { $median }, p95 { $slow }.

## Coaching: title, mark, notes

coach-title-won = **{ $hero }: victoria**
coach-title-lost = **{ $hero }: derrota**
coach-title-unknown = **{ $hero }: resultado desconocido**
coach-title-abandoned = **{ $hero }: abandono**
coach-title-minutes = { $minutes } min
coach-some-hero = tu héroe
coach-mark-gemini = Partida { $match } · Escrito por Gemini, una IA, a partir de los números de esta partida. Puede equivocarse.
coach-mark-rules = Partida { $match } · Escrito por las reglas de Apolo, sin IA.
coach-note-turbo = Turbo da más oro y experiencia, así que dejo fuera las comparaciones con partidas normales.
coach-note-no-benchmarks = La fuente no trae comparación con otras partidas de este héroe.
coach-note-unparsed = La repetición no está analizada, así que no puedo decir cómo fue la ventaja.

## Coaching by rules: the frame

coach-went-well = Lo que salió bien
coach-work-on = Para mejorar
coach-nothing-good = Ningún número destaca esta vez. Pasa; empieza por los puntos de abajo.
coach-nothing-bad = Estos números no señalan ningún punto débil. Lo que no muestran, como la visión y los tiempos, se ve mejor en la repetición.
coach-even = Tus números están cerca de lo normal, sin nada que destaque para bien o para mal. Para encontrar qué mejorar, mira la repetición desde tu héroe y detente en cada muerte tuya y en cada pelea perdida.
coach-thin = La fuente apenas trae números de esta partida, así que no hay nada que pueda decir con honestidad sobre tu juego.
coach-abandoned = Saliste de esta partida antes del final, así que tus números no se pueden comparar con los de partidas completas.
coach-abandoned-advice = Salir cuenta como derrota y con el tiempo lleva a la baja prioridad. Busca partida cuando tengas tiempo para una larga y, si el juego o la conexión falla, vuelve: aunque sea tarde, ayudas a tu equipo.
coach-short =
    { $minutes ->
        [0] Esta partida terminó en menos de un minuto: todavía no hay nada que analizar.
        [one] Esta partida terminó después de { $minutes } minuto: todavía no hay nada que analizar.
       *[other] Esta partida terminó después de { $minutes } minutos, demasiado pronto para valorar cómo jugaste.
    }
coach-short-advice = Juega otra y tendré más que decirte.

coach-opening-won-strong-a = Victoria, y en buena parte gracias a ti.
coach-opening-won-strong-b = Bien jugado: mucho de esta victoria salió de ti.
coach-opening-won-mixed-a = Una victoria con luces y sombras: hay cosas que repetir y cosas que corregir.
coach-opening-won-mixed-b = Ganaste, y aun así hay algo que llevarse para la próxima partida.
coach-opening-won-weak-a = Una victoria es una victoria, pero los números dicen que puedes dar más.
coach-opening-won-weak-b = Tu equipo lo logró; tus números aún tienen margen para crecer.
coach-opening-won-even-a = Una victoria sin extremos en tus números.
coach-opening-won-even-b = Ganaste una partida en la que poco destaca en tus números.
coach-opening-lost-strong-a = Una derrota, pero no por falta de ganas: tus números son buenos.
coach-opening-lost-strong-b = Perdiste y, aun así, hiciste muchas cosas bien.
coach-opening-lost-mixed-a = Una derrota con algo que mantener y algo que cambiar.
coach-opening-lost-mixed-b = Esta vez no salió, pero hay una base sobre la que construir.
coach-opening-lost-weak-a = Una partida difícil. Tómala como una lista corta de cosas que practicar, una a la vez.
coach-opening-lost-weak-b = Esta dolió. La buena noticia: lo que salió mal se puede practicar.
coach-opening-lost-even-a = Una derrota sin extremos en tus números.
coach-opening-lost-even-b = Perdiste una partida en la que poco destaca en tus números.
coach-opening-unknown = No se conoce el resultado de esta partida, así que solo miro cómo jugaste.

coach-form-normal = **Forma:** { $wins ->
        [one] { $wins } victoria
       *[other] { $wins } victorias
    } en las { $games } partidas anteriores a esta ({ $rate } %).
coach-form-turbo = **Forma:** { $wins ->
        [one] { $wins } victoria
       *[other] { $wins } victorias
    } en las { $games } partidas de Turbo anteriores a esta ({ $rate } %).
coach-form-few-normal =
    { $games ->
        [one] **Forma:** solo conozco { $games } partida tuya anterior, muy poco para comparar.
       *[other] **Forma:** solo conozco { $games } partidas tuyas anteriores ({ $wins } con victoria), muy poco para sacar conclusiones.
    }
coach-form-few-turbo =
    { $games ->
        [one] **Forma:** solo conozco { $games } partida tuya de Turbo anterior, muy poco para comparar.
       *[other] **Forma:** solo conozco { $games } partidas tuyas de Turbo anteriores ({ $wins } con victoria), muy poco para sacar conclusiones.
    }
coach-form-none-normal = **Forma:** no conozco partidas tuyas anteriores para comparar.
coach-form-none-turbo = **Forma:** no conozco partidas tuyas de Turbo anteriores para comparar.
coach-form-good-run = Estás en buena racha: mantén los héroes y los hábitos que te trajeron hasta aquí.
coach-form-bad-run = Los resultados no están saliendo. Quédate con pocos héroes que conozcas bien y haz una pausa tras varias derrotas seguidas.
coach-form-hero =
    { $games ->
        [one] Con { $hero } fue solo una de ellas{ $wins ->
            [0] , con derrota.
           *[other] , con victoria.
        }
       *[other] { $games } de ellas con { $hero }, { $wins ->
            [0] ninguna con victoria.
           *[other] { $wins } con victoria.
        }
    }
coach-form-new-hero = Ninguna de ellas con { $hero }.

## Coaching by rules: what went well

coach-farm-good = **Farmeo:** { $value } de GPM, { $percentile ->
        [100] prácticamente lo máximo que se ve con { $hero }
       *[other] mejor que el { $percentile } % de las partidas recientes con { $hero }
    }. Aprovechaste bien el mapa.
coach-farm-good-support = **Farmeo:** { $value } de GPM, { $percentile ->
        [100] prácticamente lo máximo que se ve con { $hero }
       *[other] mejor que el { $percentile } % de las partidas recientes con { $hero }
    }. Para un soporte, eso paga los objetos que deciden peleas.
coach-farm-good-form = **Farmeo:** { $value } de GPM, { $change } por encima de tus { $usual } habituales.
coach-last-hits-good = **Últimos golpes:** { $value } por minuto, { $percentile ->
        [100] prácticamente lo máximo que se ve con { $hero }
       *[other] mejor que el { $percentile } % de las partidas recientes con { $hero }
    }. Es un ingreso constante.
coach-laning-good = **Fase de líneas:** { $value } últimos golpes al comienzo, { $percentile ->
        [100] prácticamente lo máximo que se ve con { $hero }
       *[other] mejor que el { $percentile } % de las partidas recientes con { $hero }
    }. Un comienzo así vale mucho.
coach-experience-good = **Experiencia:** { $value } de XPM, { $percentile ->
        [100] prácticamente lo máximo que se ve con { $hero }
       *[other] mejor que el { $percentile } % de las partidas recientes con { $hero }
    }. Subiste de nivel pronto.
coach-deaths-none = **Supervivencia:** ninguna muerte en { $minutes } minutos. No le regalaste nada al enemigo.
coach-deaths-good = **Supervivencia:** solo { $value ->
        [one] { $value } muerte
       *[other] { $value } muertes
    } en { $minutes } minutos. Seguir con vida te dio tiempo en el mapa.
coach-deaths-good-form = **Supervivencia:** { $value ->
        [one] { $value } muerte
       *[other] { $value } muertes
    }, frente a { $usual } de costumbre. Elegiste bien los momentos.
coach-kda-good = **KDA:** { $value }, muy por encima de tu { $usual } habitual.
coach-participation-good = **Peleas:** participaste en el { $value } % de las bajas de tu equipo. Estabas donde pasaban las cosas.
coach-damage-good = **Daño:** { $value } a héroes, { $percentile ->
        [100] prácticamente lo máximo que se ve con { $hero }
       *[other] mejor que el { $percentile } % de las partidas recientes con { $hero }
    }. Tus peleas rindieron.
coach-damage-good-share = **Daño:** el { $value } % del daño de tu equipo a héroes salió de ti.
coach-buildings-good = **Edificios:** { $value } de daño a edificios, { $percentile ->
        [100] prácticamente lo máximo que se ve con { $hero }
       *[other] mejor que el { $percentile } % de las partidas recientes con { $hero }
    }. Las torres son lo que abre el mapa.
coach-buildings-good-plain = **Edificios:** { $value } de daño a edificios. Eso es lo que gana partidas.
coach-healing-good = **Curación:** { $value } de curación, { $percentile ->
        [100] prácticamente lo máximo que se ve con { $hero }
       *[other] mejor que el { $percentile } % de las partidas recientes con { $hero }
    }. Tu equipo vivió más gracias a ti.
coach-lead-good = **Remontada:** tu equipo iba { $value } de oro por detrás hacia el minuto { $minute } y aun así ganó. No se rindieron, y eso vale mucho.

## Coaching by rules: what to work on

coach-farm-bad = **Farmeo:** { $value } de GPM, { $percentile ->
        [0] menos que en prácticamente todas las partidas recientes con { $hero }
       *[other] mejor que apenas el { $percentile } % de las partidas recientes con { $hero }
    }. Cuando no pasa nada en el mapa, toma la oleada segura más cercana y los campamentos de al lado antes de buscar pelea.
coach-farm-bad-form = **Farmeo:** { $value } de GPM, { $change } por debajo de tus { $usual } habituales. Busca en la repetición el tiempo en que caminaste sin un objetivo y llénalo con una oleada o un campamento.
coach-last-hits-bad = **Últimos golpes:** { $value } por minuto, { $percentile ->
        [0] menos que en prácticamente todas las partidas recientes con { $hero }
       *[other] mejor que apenas el { $percentile } % de las partidas recientes con { $hero }
    }. Planea tu camino para llegar a la vez que cada oleada y haz un campamento entre medias.
coach-laning-bad = **Fase de líneas:** { $value } últimos golpes al comienzo, { $percentile ->
        [0] menos que en prácticamente todas las partidas recientes con { $hero }
       *[other] mejor que apenas el { $percentile } % de las partidas recientes con { $hero }
    }. Calienta los últimos golpes en la demo del héroe y, en una línea difícil, pide un pull o vete a la jungla a tiempo.
coach-experience-bad = **Experiencia:** { $value } de XPM, { $percentile ->
        [0] menos que en prácticamente todas las partidas recientes con { $hero }
       *[other] mejor que apenas el { $percentile } % de las partidas recientes con { $hero }
    }. El tiempo entre líneas no da niveles: quédate cerca de una oleada que muere y camina solo con un plan.
coach-deaths-bad-core = **Muertes:** { $value } en { $minutes } minutos. Cada una es oro y tiempo para el enemigo: farmea donde sepas que no está y mantén libre la salida.
coach-deaths-bad-support = **Muertes:** { $value } en { $minutes } minutos. Un soporte muere, pero no gratis: quédate detrás de tus cores hasta que el enemigo gaste sus stuns.
coach-deaths-bad-form = **Muertes:** { $value }, frente a { $usual } de costumbre. Mira cada una en la repetición: ¿qué enemigo faltaba en el mapa justo antes?
coach-kda-bad = **KDA:** { $value }, por debajo de tu { $usual } habitual. Antes de entrar a una pelea, fíjate en que tu equipo esté cerca.
coach-participation-bad-core = **Peleas:** participaste en el { $value } % de las bajas de tu equipo. Lleva siempre un TP y farmea lo bastante cerca de tu equipo para entrar cuando empiece una pelea.
coach-participation-bad-support = **Peleas:** participaste en el { $value } % de las bajas de tu equipo. Muévete con tu core más fuerte y lleva siempre un TP para llegar cuando la pelea empiece en otro lado.
coach-damage-bad = **Daño:** { $value } a héroes, { $percentile ->
        [0] menos que en prácticamente todas las partidas recientes con { $hero }
       *[other] mejor que apenas el { $percentile } % de las partidas recientes con { $hero }
    }. Entra a la pelea justo después de los primeros stuns del enemigo y sigue con vida para hacer daño hasta el final.
coach-damage-bad-share = **Daño:** solo el { $value } % del daño de tu equipo a héroes salió de ti. Piensa qué objeto te permite quedarte en la pelea y cómpralo antes.
coach-buildings-bad = **Edificios:** { $value } de daño a edificios, { $percentile ->
        [0] menos que en prácticamente todas las partidas recientes con { $hero }
       *[other] mejor que apenas el { $percentile } % de las partidas recientes con { $hero }
    }. Tras ganar una pelea, ve por la torre más cercana antes de volver a farmear.
coach-buildings-bad-none = **Edificios:** ningún daño a edificios. Tras ganar una pelea, ve por la torre más cercana antes de volver a farmear.
coach-lead-bad = **Cerrar la partida:** tu equipo iba { $value } de oro por delante hacia el minuto { $minute } y perdió. Con ventaja, toma torres y visión a la vez y pelea solo alrededor de ellas; no hace falta perseguir.

## Coaching by rules: the one thing for the next match

coach-focus-farm = **Para la próxima partida:** ten siempre claro cuál es tu próxima oleada o campamento antes de terminar el actual.
coach-focus-experience = **Para la próxima partida:** no dejes una línea antes de que muera la oleada, salvo que la baja sea segura.
coach-focus-deaths = **Para la próxima partida:** antes de mostrarte en una línea, cuenta los enemigos en el mapa. Si faltan demasiados, no vayas.
coach-focus-deaths-support = **Para la próxima partida:** deja que otro se muestre primero. Llega por detrás, usa tus habilidades y retrocede.
coach-focus-participation = **Para la próxima partida:** mira el mapa después de cada oleada y usa el TP en cuanto tu equipo tenga una pelea que pueda ganar.
coach-focus-damage = **Para la próxima partida:** antes de cada pelea, decide a quién va primero tu daño y desde dónde lo haces.
coach-focus-buildings = **Para la próxima partida:** tras cada pelea ganada, pregúntate «¿qué torre?» antes de «¿qué campamento?».
coach-focus-lead = **Para la próxima partida:** cuando vayas por delante, di en el chat qué torre sigue, o si toca Roshan, y reúne a tu equipo para eso.
coach-focus-none = **Para la próxima partida:** haz lo mismo otra vez. Los hábitos se hacen repitiendo.

## Errors: leaderboards

error-no-linked-members = Nadie en este servidor ha vinculado todavía una cuenta de Steam. ¡Usa `/{ command-link-name }` aquí y estrena el ranking!
error-not-enough-games =
    { $period ->
        [week] Aquí nadie ha jugado todavía { $minimum } partidas en los últimos 7 días, que es lo que hace falta para entrar en el ranking.
       *[month] Aquí nadie ha jugado todavía { $minimum } partidas en los últimos 30 días, que es lo que hace falta para entrar en el ranking.
    } { $hidden ->
        [0] Las partidas contra bots y las de menos de 10 minutos no cuentan.
        [one] Un miembro vinculado oculta sus partidas, así que no puedo contarlas.
       *[other] { $hidden } miembros vinculados ocultan sus partidas, así que no puedo contarlas.
    }

## The leaderboard

board-title-win_rate = Porcentaje de victorias
board-title-kda = KDA
board-title-gold_per_min = Oro por minuto
board-period-week = Últimos 7 días
board-period-month = Últimos 30 días
board-window = { $start } – { $end } (UTC)
board-minimum =
    { $games ->
        [one] Mínimo { $games } partida
       *[other] Mínimo { $games } partidas
    }
board-percent = { $value }{ "\u00A0" }%
board-games =
    { $games ->
        [one] { $games } partida
       *[other] { $games } partidas
    }
board-record = { $wins }V – { $losses }D
board-new = NUEVO
board-members =
    { $count ->
        [one] { $count } miembro vinculado
       *[other] { $count } miembros vinculados
    }
board-hidden =
    { $count ->
        [one] { $count } oculto
       *[other] { $count } ocultos
    }
board-outdated = { $count } sin actualizar
board-note-win_rate = Más partidas pesan más
board-note-kda = (asesinatos + asistencias) ÷ muertes
board-note-gold_per_min = Sin Turbo
board-movement = ▲▼ desde: { $since }
board-empty-title = Todavía no hay nadie en el ranking
board-empty-week =
    { $games ->
        [one] Hace falta { $games } partida en los últimos 7 días
       *[other] Hacen falta { $games } partidas en los últimos 7 días
    }
board-empty-month =
    { $games ->
        [one] Hace falta { $games } partida en los últimos 30 días
       *[other] Hacen falta { $games } partidas en los últimos 30 días
    }
board-alt = Ranking, { $title }, { $period }: { $window }.
board-alt-place = { $rank }. { $name }: { $value }, { $games }

leaderboard-hidden =
    { $count ->
        [one] Fuera del ranking: { $names }, que oculta sus partidas.
       *[other] Fuera del ranking, porque ocultan sus partidas: { $names }.
    }
leaderboard-outdated =
    { $count ->
        [one] Sin actualizar: no pude obtener las últimas partidas de { $names }.
       *[other] Sin actualizar: no pude obtener las últimas partidas de estos miembros: { $names }.
    }
leaderboard-refreshed = Rankings actualizados. Servidores: { $servers }; cuentas consultadas: { $accounts }; fallos: { $failed }.

## Bulk operations

bulk-recalculated = Rankings recalculados con las partidas que guardo. Servidores: { $servers }; miembros: { $members }.
bulk-cleaned-up = Limpieza terminada. Partidas de jugadores: { $player_matches }; detalles de partidas: { $matches }; rankings: { $boards }; medallas: { $medals }; miembros que no aparecen desde hace mucho: { $members }; cuentas: { $accounts }; resúmenes: { $digests }; entradas del registro de acciones: { $audit }; archivos: { $files }.
bulk-flushed = Cachés vaciadas. Imágenes: { $pictures }; textos del entrenador: { $texts }; detalles de partidas: { $matches }.

## Weekly digests

digests-planned = Resúmenes semanales planeados: { $count }.
digest-title = **La semana en este servidor** · { $first } – { $last }
digest-win_rate =
    { $games ->
        [one] 🏆 Mejor porcentaje de victorias: **{ $name }**, { $value } % de 1 partida
       *[other] 🏆 Mejor porcentaje de victorias: **{ $name }**, { $value } % de { $games } partidas
    }
digest-kda = ⚔️ Mejor KDA: **{ $name }**, { $value }
digest-gpm = 💰 Más oro por minuto: **{ $name }**, { $value }
digest-most =
    { $games ->
        [one] 🎮 Más partidas: **{ $name }**, 1
       *[other] 🎮 Más partidas: **{ $name }**, { $games }
    }
digest-match = ⭐ Mejor partida: **{ $name }** con { $hero }, { $score }; `/{ command-match-name }` la muestra por su número, { $match }
digest-how = Quienes administran el servidor pueden cambiar o desactivar este resumen con `/{ command-settings-name }`.
